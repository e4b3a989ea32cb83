"""Process rules: programmes, appeal levels and state rules, each dated and cited, apart from the payers' criteria."""

from payer_rules.process.medicare import RULES as MEDICARE
from payer_rules.process.medicare_claims import RULES as MEDICARE_CLAIMS
from payer_rules.process.plans import RULES as PLANS
from payer_rules.process.public_plans import RULES as PUBLIC_PLANS
from payer_rules.process.states import RULES as STATES

RULES = (*MEDICARE, *MEDICARE_CLAIMS, *PLANS, *PUBLIC_PLANS, *STATES)
