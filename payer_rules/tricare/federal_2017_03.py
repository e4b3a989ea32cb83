"""TRICARE Policy Manual 6010.60-M, chapter 7, section 27.1, Botulinum Toxin Injections: change C-1 of 2017-03-10."""

from datetime import date

from priorauth.clinical.terms import Counting, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import Age, AllOf, HeadacheDays, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

EACH_DAY = "the text attaches no number of days to the 4 hours; read as each of the 15 headache days"
EACH_DAY_BEFORE = (
    "the text attaches no number of days to the 4 hours; read as each of the 15 headache days, counted before the "
    "first treatment"
)
BEFORE_TREATMENT = (
    "the definition stands for the treatment as a whole; days are counted before the first treatment, since a response "
    "to treatment lowers them"
)

PRODUCT = ProductIs(
    clause="1",
    says="Botox, for prevention of headaches in chronic migraine",
    any_of=(Toxin.BOTOX,),
)
ADULT = Age(clause="2", says="an adult", at_least=18, reading="no age is named; 18 years are checked")
REST = ManualCheck(
    clause="6",
    says="the prescriber, the dose and the interval",
    why="the part of the manual that may say it was not read",
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="prevention of headaches in adults with chronic migraine",
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(clause="3", says="headache on at least 15 days a month", per_month_at_least=15),
        HeadacheDays(
            clause="4",
            says="the headache lasts at least four hours a day",
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading=EACH_DAY,
        ),
        REST,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued prevention of headaches in adults with chronic migraine",
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(
            clause="3",
            says="headache on at least 15 days a month",
            per_month_at_least=15,
            before_treatment=True,
            reading=BEFORE_TREATMENT,
        ),
        HeadacheDays(
            clause="4",
            says="the headache lasts at least four hours a day",
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading=EACH_DAY_BEFORE,
        ),
        ManualCheck(
            clause="5",
            says="renewal criteria",
            why="none were seen in the parts that were read; the regional contractor may have them",
            not_read=True,
        ),
        REST,
    ),
)

POLICY = Policy(
    payer="tricare",
    payer_name="TRICARE",
    line_of_business=LineOfBusiness.FEDERAL,
    effective=date(2017, 3, 10),
    source=Source(
        number="TPM 6010.60-M, chapter 7, section 27.1",
        title="TRICARE Policy Manual: Botulinum Toxin Injections",
        revision="C-1 of 2017-03-10, as of 2023-04-27",
        url="https://manuals.health.mil/pages/DisplayManualHtmlFile/2023-04-27/AsOf/TP15/C7S27_1.html",
        read_on="2026-11-23",
        read_from=(
            "a stored copy of the section, its codes and paragraphs 4.1 to 4.5, and of tricare.mil's pages on migraine "
            "(2023-04-12) and on Botox (2022-03-20), these two again on 2026-11-26"
        ),
        confidence=Confidence.MEDIUM,
        note="the definition and the exclusions are those of tricare.mil; the end of the section was not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "failed preventives (none asked for in the pages that were read)",
        "how long an authorization lasts",
    ),
    not_read=(
        "manual 6010.63-M, which governs the T-5 contracts",
        "the end of section 27.1",
        "migraine days, duration and diagnosis codes",
        "prescriber, dose and interval",
        "renewal criteria",
    ),
    ambiguous=(
        "chronic daily headache is excluded and chronic migraine covered: code and note should say chronic migraine",
        "CPT 64615, the code of the migraine injection, is not among the codes of the section",
        "whether 4 hours a day must hold on each of the 15 headache days",
    ),
    not_covered_for=(
        "episodic migraine",
        "chronic daily headache",
        "cluster headache",
        "cervicogenic headache",
        "tension-type headache",
    ),
    notes=(
        "FDA-approved uses of botulinum toxins may be cost-shared unless the program excludes them.",
        "The regional contractor approves. Health Net Federal Services (West) took a letter of attestation.",
        "Its page, undated, read on 2026-11-26: www.hnfs.com/content/hnfs/home/tw/prov/benefits, Botox Injections.",
        "Codes of the section: J0585-J0588; CPT 46505, 64611-64614, 64640, 64653, 67345.",
        "Edition 6010.63-M governs the T-5 contracts (2021 edition); whether it still says the same was not seen.",
    ),
)
