"""Every policy this release knows: one folder per payer, one module per revision, nothing but data."""

from payer_rules.aetna.commercial_2026_01 import POLICY as AETNA_COMMERCIAL_2026_01
from payer_rules.bcbs_ma.commercial_2018_06 import POLICY as BCBS_MA_COMMERCIAL_2018_06
from payer_rules.bcbs_mi.medicare_advantage_2024_08 import POLICY as BCBS_MI_MEDICARE_ADVANTAGE_2024_08
from payer_rules.bcbs_nc.commercial_2020_01 import POLICY as BCBS_NC_COMMERCIAL_2020_01
from payer_rules.bcbs_nc.commercial_2025_04 import POLICY as BCBS_NC_COMMERCIAL_2025_04
from payer_rules.bcbs_tn.commercial_2026_11 import POLICY as BCBS_TN_COMMERCIAL_2026_11
from payer_rules.general.any_2018_01 import POLICY as GENERAL_2018_01
from payer_rules.highmark.commercial_2023_10 import POLICY as HIGHMARK_COMMERCIAL_2023_10
from payer_rules.premera.commercial_2022_12 import POLICY as PREMERA_COMMERCIAL_2022_12
from payer_rules.priority_health.commercial_2026_04 import POLICY as PRIORITY_HEALTH_COMMERCIAL_2026_04
from payer_rules.unitedhealthcare.commercial_2026_01 import POLICY as UNITEDHEALTHCARE_COMMERCIAL_2026_01
from payer_rules.unitedhealthcare.medicaid_2026_01 import POLICY as UNITEDHEALTHCARE_MEDICAID_2026_01
from payer_rules.western_health_advantage.commercial_2026_11 import (
    POLICY as WESTERN_HEALTH_ADVANTAGE_COMMERCIAL_2026_11,
)

POLICIES = (
    AETNA_COMMERCIAL_2026_01,
    BCBS_MA_COMMERCIAL_2018_06,
    BCBS_MI_MEDICARE_ADVANTAGE_2024_08,
    BCBS_NC_COMMERCIAL_2020_01,
    BCBS_NC_COMMERCIAL_2025_04,
    BCBS_TN_COMMERCIAL_2026_11,
    GENERAL_2018_01,
    HIGHMARK_COMMERCIAL_2023_10,
    PREMERA_COMMERCIAL_2022_12,
    PRIORITY_HEALTH_COMMERCIAL_2026_04,
    UNITEDHEALTHCARE_COMMERCIAL_2026_01,
    UNITEDHEALTHCARE_MEDICAID_2026_01,
    WESTERN_HEALTH_ADVANTAGE_COMMERCIAL_2026_11,
)
