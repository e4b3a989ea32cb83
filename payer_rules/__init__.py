"""Every policy this release knows: one folder per payer, one module per revision, nothing but data."""

from payer_rules.aetna.commercial_2026_01 import POLICY as AETNA_COMMERCIAL_2026_01
from payer_rules.australia_mbs.national_2026_11 import POLICY as AUSTRALIA_MBS_NATIONAL_2026_11
from payer_rules.bcbs_ma.commercial_2018_06 import POLICY as BCBS_MA_COMMERCIAL_2018_06
from payer_rules.bcbs_mi.medicare_advantage_2024_08 import POLICY as BCBS_MI_MEDICARE_ADVANTAGE_2024_08
from payer_rules.bcbs_nc.commercial_2020_01 import POLICY as BCBS_NC_COMMERCIAL_2020_01
from payer_rules.bcbs_nc.commercial_2021_01 import POLICY as BCBS_NC_COMMERCIAL_2021_01
from payer_rules.bcbs_nc.commercial_2025_04 import POLICY as BCBS_NC_COMMERCIAL_2025_04
from payer_rules.bcbs_tn.commercial_2026_11 import POLICY as BCBS_TN_COMMERCIAL_2026_11
from payer_rules.canada_cadth.national_2019_10 import POLICY as CANADA_CADTH_NATIONAL_2019_10
from payer_rules.caresource_passe.medicaid_2023_01 import POLICY as CARESOURCE_PASSE_MEDICAID_2023_01
from payer_rules.caresource_passe.medicaid_2024_07 import POLICY as CARESOURCE_PASSE_MEDICAID_2024_07
from payer_rules.caresource_passe.medicaid_2025_04 import POLICY as CARESOURCE_PASSE_MEDICAID_2025_04
from payer_rules.ehf.any_2018_09 import POLICY as EHF_ANY_2018_09
from payer_rules.general.any_2018_01 import POLICY as GENERAL_2018_01
from payer_rules.harvard_pilgrim.commercial_2018_01 import POLICY as HARVARD_PILGRIM_COMMERCIAL_2018_01
from payer_rules.healthpartners.commercial_2026_11 import POLICY as HEALTHPARTNERS_COMMERCIAL_2026_11
from payer_rules.healthpartners.medicaid_2026_11 import POLICY as HEALTHPARTNERS_MEDICAID_2026_11
from payer_rules.hellenic_headache_society.any_2019_12 import POLICY as HELLENIC_HEADACHE_SOCIETY_ANY_2019_12
from payer_rules.highmark.commercial_2023_10 import POLICY as HIGHMARK_COMMERCIAL_2023_10
from payer_rules.magellan_rx.commercial_2016_03 import POLICY as MAGELLAN_RX_COMMERCIAL_2016_03
from payer_rules.magellan_rx.commercial_2018_03 import POLICY as MAGELLAN_RX_COMMERCIAL_2018_03
from payer_rules.magellan_rx.commercial_2018_06 import POLICY as MAGELLAN_RX_COMMERCIAL_2018_06
from payer_rules.magellan_rx.commercial_2020_01 import POLICY as MAGELLAN_RX_COMMERCIAL_2020_01
from payer_rules.medicare.cgs_l33949_2023_09 import POLICY as MEDICARE_CGS_L33949_2023_09
from payer_rules.medicare.first_coast_l33274_2026_01 import POLICY as MEDICARE_FIRST_COAST_L33274_2026_01
from payer_rules.medicare.ngs_l33646_2021_05 import POLICY as MEDICARE_NGS_L33646_2021_05
from payer_rules.medicare.noridian_je_l35170_2026_02 import POLICY as MEDICARE_NORIDIAN_JE_L35170_2026_02
from payer_rules.medicare.noridian_jf_l35172_2026_02 import POLICY as MEDICARE_NORIDIAN_JF_L35172_2026_02
from payer_rules.medicare.novitas_l38809_2025_12 import POLICY as MEDICARE_NOVITAS_L38809_2025_12
from payer_rules.medicare.palmetto_l33458_2021_05 import POLICY as MEDICARE_PALMETTO_L33458_2021_05
from payer_rules.medicare.wps_2023_10 import POLICY as MEDICARE_WPS_2023_10
from payer_rules.medicare.wps_2026_02 import POLICY as MEDICARE_WPS_2026_02
from payer_rules.mercy_care.medicaid_2026_11 import POLICY as MERCY_CARE_MEDICAID_2026_11
from payer_rules.new_york_medicaid.medicaid_2022_11 import POLICY as NEW_YORK_MEDICAID_MEDICAID_2022_11
from payer_rules.nhs_humber_north_yorkshire.national_2025_06 import (
    POLICY as NHS_HUMBER_NORTH_YORKSHIRE_NATIONAL_2025_06,
)
from payer_rules.nhs_scotland.national_2017_02 import POLICY as NHS_SCOTLAND_NATIONAL_2017_02
from payer_rules.nice.national_2026_11 import POLICY as NICE_NATIONAL_2026_11
from payer_rules.ohio_medicaid.medicaid_2026_11 import POLICY as OHIO_MEDICAID_MEDICAID_2026_11
from payer_rules.premera.commercial_2022_12 import POLICY as PREMERA_COMMERCIAL_2022_12
from payer_rules.priority_health.commercial_2026_04 import POLICY as PRIORITY_HEALTH_COMMERCIAL_2026_04
from payer_rules.texas_medicaid.medicaid_2020_09 import POLICY as TEXAS_MEDICAID_MEDICAID_2020_09
from payer_rules.tricare.federal_2017_03 import POLICY as TRICARE_FEDERAL_2017_03
from payer_rules.unitedhealthcare.commercial_2026_01 import POLICY as UNITEDHEALTHCARE_COMMERCIAL_2026_01
from payer_rules.unitedhealthcare.medicaid_2026_01 import POLICY as UNITEDHEALTHCARE_MEDICAID_2026_01
from payer_rules.va_dod.any_2023_09 import POLICY as VA_DOD_ANY_2023_09
from payer_rules.washington_lni.workers_compensation_2017_12 import (
    POLICY as WASHINGTON_LNI_WORKERS_COMPENSATION_2017_12,
)
from payer_rules.washington_lni.workers_compensation_2018_10 import (
    POLICY as WASHINGTON_LNI_WORKERS_COMPENSATION_2018_10,
)
from payer_rules.western_health_advantage.commercial_2026_11 import (
    POLICY as WESTERN_HEALTH_ADVANTAGE_COMMERCIAL_2026_11,
)
from payer_rules.wisconsin_medicaid.medicaid_2024_05 import POLICY as WISCONSIN_MEDICAID_MEDICAID_2024_05

POLICIES = (
    AETNA_COMMERCIAL_2026_01,
    AUSTRALIA_MBS_NATIONAL_2026_11,
    BCBS_MA_COMMERCIAL_2018_06,
    BCBS_MI_MEDICARE_ADVANTAGE_2024_08,
    BCBS_NC_COMMERCIAL_2020_01,
    BCBS_NC_COMMERCIAL_2021_01,
    BCBS_NC_COMMERCIAL_2025_04,
    BCBS_TN_COMMERCIAL_2026_11,
    CANADA_CADTH_NATIONAL_2019_10,
    CARESOURCE_PASSE_MEDICAID_2023_01,
    CARESOURCE_PASSE_MEDICAID_2024_07,
    CARESOURCE_PASSE_MEDICAID_2025_04,
    EHF_ANY_2018_09,
    GENERAL_2018_01,
    HARVARD_PILGRIM_COMMERCIAL_2018_01,
    HEALTHPARTNERS_COMMERCIAL_2026_11,
    HEALTHPARTNERS_MEDICAID_2026_11,
    HELLENIC_HEADACHE_SOCIETY_ANY_2019_12,
    HIGHMARK_COMMERCIAL_2023_10,
    MAGELLAN_RX_COMMERCIAL_2016_03,
    MAGELLAN_RX_COMMERCIAL_2018_03,
    MAGELLAN_RX_COMMERCIAL_2018_06,
    MAGELLAN_RX_COMMERCIAL_2020_01,
    MEDICARE_CGS_L33949_2023_09,
    MEDICARE_FIRST_COAST_L33274_2026_01,
    MEDICARE_NGS_L33646_2021_05,
    MEDICARE_NORIDIAN_JE_L35170_2026_02,
    MEDICARE_NORIDIAN_JF_L35172_2026_02,
    MEDICARE_NOVITAS_L38809_2025_12,
    MEDICARE_PALMETTO_L33458_2021_05,
    MEDICARE_WPS_2023_10,
    MEDICARE_WPS_2026_02,
    MERCY_CARE_MEDICAID_2026_11,
    NEW_YORK_MEDICAID_MEDICAID_2022_11,
    NHS_HUMBER_NORTH_YORKSHIRE_NATIONAL_2025_06,
    NHS_SCOTLAND_NATIONAL_2017_02,
    NICE_NATIONAL_2026_11,
    OHIO_MEDICAID_MEDICAID_2026_11,
    PREMERA_COMMERCIAL_2022_12,
    PRIORITY_HEALTH_COMMERCIAL_2026_04,
    TEXAS_MEDICAID_MEDICAID_2020_09,
    TRICARE_FEDERAL_2017_03,
    UNITEDHEALTHCARE_COMMERCIAL_2026_01,
    UNITEDHEALTHCARE_MEDICAID_2026_01,
    VA_DOD_ANY_2023_09,
    WASHINGTON_LNI_WORKERS_COMPENSATION_2017_12,
    WASHINGTON_LNI_WORKERS_COMPENSATION_2018_10,
    WESTERN_HEALTH_ADVANTAGE_COMMERCIAL_2026_11,
    WISCONSIN_MEDICAID_MEDICAID_2024_05,
)
