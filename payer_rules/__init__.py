"""Every policy this release knows: one folder per payer, one module per revision, nothing but data."""

from payer_rules.aetna.commercial_2026_01 import POLICY as AETNA_COMMERCIAL_2026_01
from payer_rules.general.any_2018_01 import POLICY as GENERAL_2018_01
from payer_rules.unitedhealthcare.commercial_2026_01 import POLICY as UNITEDHEALTHCARE_COMMERCIAL_2026_01

POLICIES = (
    AETNA_COMMERCIAL_2026_01,
    GENERAL_2018_01,
    UNITEDHEALTHCARE_COMMERCIAL_2026_01,
)
