"""European Headache Federation, guideline on onabotulinumtoxinA in chronic migraine, 2018. This is no payer's rule."""

from datetime import date

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import LineOfBusiness, Mechanism, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    DoseAsked,
    HeadacheDays,
    Interval,
    ManualCheck,
    NoneOf,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

PRODUCT = ProductIs(clause="1", says="onabotulinumtoxinA (Botox)", any_of=(Toxin.BOTOX,))
DOSE = DoseAsked(clause="5", says="155 to 195 units, by the PREEMPT protocol", units_at_most=195)
SITES = ManualCheck(
    clause="6",
    says="no fewer than 155 units, in 31 to 39 sites of the PREEMPT protocol",
    why="a lower limit of units and a range of sites are compared by a person",
)
INTERVAL = Interval(clause="7", says="every 12 weeks", at_least=weeks(12))

INITIAL = AllOf(
    clause="start",
    says="recommended as effective and well tolerated in chronic migraine",
    criteria=(
        PRODUCT,
        ManualCheck(
            clause="2",
            says="chronic migraine, as the full guideline defines it: counts, hours and duration",
            why="only the abstract was read",
            not_read=True,
        ),
        PreventiveTrials(
            clause="3",
            says="preferably two to three other migraine prophylactics tried before",
            drugs_at_least=3,
            counts_if=(Tried(),),
            reading='"preferably two to three" is read as three; that they must fail is not said',
        ),
        ManualCheck(
            clause="4",
            says="overused medicines are withdrawn first if feasible; if not, treatment may start at once",
            why="whether a withdrawal is feasible is a judgement in the note",
        ),
        DOSE,
        SITES,
        INTERVAL,
    ),
)

CONTINUATION = AllOf(
    clause="go on",
    says="treatment goes on unless one of the two rules to stop applies",
    criteria=(
        PRODUCT,
        AnyOf(
            clause="8",
            says="a response to the first two to three treatment cycles",
            reading="judged after two treatments, the earlier of the two",
            criteria=(
                TreatmentsGiven(clause="8.a", says="two cycles have not been given yet", less_than=2),
                Response(
                    clause="8.b",
                    says="not less than 30 % fewer headache days per month",
                    percent_at_least=30,
                    after_treatments=2,
                    reading=(
                        "the guideline compares 4 weeks before with 4 weeks after each cycle; calendar months before "
                        "the first treatment and now are compared here"
                    ),
                ),
            ),
        ),
        NoneOf(
            clause="9",
            says="treatment stops once headache has become infrequent, with a new look 4 to 5 months later",
            criteria=(
                HeadacheDays(
                    clause="9.a",
                    says="fewer than 10 headache days per month for 3 months",
                    per_month_less_than=10,
                    in_each_of_last=months(3),
                    reading="the latest three calendar months",
                ),
            ),
        ),
        DOSE,
        SITES,
        INTERVAL,
    ),
)

POLICY = Policy(
    payer="ehf",
    payer_name="European Headache Federation guideline",
    names=("EHF 2018", "EHF guideline on onabotulinumtoxinA"),
    is_payer=False,
    line_of_business=LineOfBusiness.ANY,
    effective=date(2018, 9, 26),
    source=Source(
        number="J Headache Pain 2018;19:91",
        title="Guideline on the use of onabotulinumtoxinA in chronic migraine: EHF consensus statement",
        revision="2018-09-26",
        url="https://forskning.ku.dk/soeg/result/?pure=da%2Fpublications%2Fguideline-on-the-use-of-onabotulinumtoxina-in-chronic-migraine(bddf4dc0-7a6f-4586-a374-9cd9b7b6d180).html",
        read_on="2026-11-23",
        read_from="a stored copy of the abstract, read in full; not the article (DOI 10.1186/s10194-018-0921-8)",
        confidence=Confidence.MEDIUM,
        note="a guideline and no payer's rule",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the article: definition of chronic migraine, a diary, prescriber, length and dose of earlier preventives",
    ),
    ambiguous=(
        "treatment stops below 10 headache days a month, where NICE TA260 says below 15",
        '"two to three" stands for the drugs tried before and for the cycles after which a response is judged',
    ),
    notes=(
        "Headache intensity, disability and the patient's preference should be weighed too when a response is judged.",
        "Patients who stopped are looked at again after 4 to 5 months, lest chronic migraine has returned.",
    ),
    mechanism=Mechanism.NONE,
    mechanism_note="a guideline, no coverage policy",
)
