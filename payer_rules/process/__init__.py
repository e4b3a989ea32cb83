"""Process rules: programmes, appeal levels and state rules, each dated and cited, apart from the payers' criteria."""

from payer_rules.process.medicare import RULES as MEDICARE
from payer_rules.process.plans import RULES as PLANS
from payer_rules.process.states import RULES as STATES

RULES = (*MEDICARE, *PLANS, *STATES)
