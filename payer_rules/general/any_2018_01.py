"""FDA label of Botox and ICHD-3 1.3, for a payer whose policy is not held. This is no payer's rule."""

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import Attested, Counting, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AttestedBy,
    DoseAsked,
    HeadacheDays,
    Ichd3ChronicMigraine,
    Interval,
    ProductIs,
    Response,
    SitesAsked,
)
from priorauth.policy.model import Confidence, Policy, Source

ADULT = "label: adults"
SAFE = "label: no hypersensitivity to a botulinum toxin or a component, no infection at an injection site"
DOSE = "label: 155 units"
SITES = "label: 31 injection sites of 5 units"
REPEAT = "label: repeated every 12 weeks"

INITIAL = AllOf(
    clause="1",
    says="a first course within the FDA label and ICHD-3 1.3",
    criteria=(
        ProductIs(clause="1.a", says="label: Botox", any_of=(Toxin.BOTOX,)),
        Age(clause="1.b", says=ADULT, at_least=18),
        Ichd3ChronicMigraine(clause="1.c", says="ICHD-3 1.3 chronic migraine, criteria A to D"),
        HeadacheDays(
            clause="1.d",
            says="label: 15 or more days a month with headache lasting 4 hours a day or longer",
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
        ),
        AttestedBy(clause="1.e", says=SAFE, about=Attested.NO_LABEL_CONTRAINDICATION),
        DoseAsked(clause="1.f", says=DOSE, units_at_most=155),
        SitesAsked(clause="1.g", says=SITES, sites=31),
        Interval(clause="1.h", says=REPEAT, at_least=weeks(12)),
    ),
)

CONTINUATION = AllOf(
    clause="2",
    says="a further course within the FDA label, with a response to the earlier ones",
    criteria=(
        ProductIs(clause="2.a", says="label: Botox", any_of=(Toxin.BOTOX,)),
        Age(clause="2.b", says=ADULT, at_least=18),
        Response(
            clause="2.c",
            says="fewer headache days than before treatment (EHF 2018: 30 % fewer, judged after 2 to 3 cycles)",
            percent_at_least=30,
            after_treatments=2,
            reading="judged after two treatments, the earlier of the two",
        ),
        AttestedBy(clause="2.d", says=SAFE, about=Attested.NO_LABEL_CONTRAINDICATION),
        DoseAsked(clause="2.e", says=DOSE, units_at_most=155),
        SitesAsked(clause="2.f", says=SITES, sites=31),
        Interval(clause="2.g", says=REPEAT, at_least=weeks(12)),
    ),
)

POLICY = Policy(
    payer="general",
    payer_name="FDA label and ICHD-3",
    is_payer=False,
    line_of_business=LineOfBusiness.ANY,
    effective=date(2018, 1, 1),
    source=Source(
        number="ICHD-3 1.3; BLA 103000",
        title="FDA label of Botox and ICHD-3 1.3 Chronic migraine",
        revision="ICHD-3 of 2018; label as read in 2026",
        url="https://beta.ichd-3.org/1-migraine/1-3-chronic-migraine/",
        read_on="2026-11",
        confidence=Confidence.HIGH,
        note="label facts from copies of its text, not from the current full label; response rule from EHF 2018",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=("what any payer asks for: failed preventives, prescriber, documents, length of an authorization",),
    notes=(
        "Use this only to see whether the chart supports the diagnosis; a payer may ask for more or for less.",
        "Label: not established for episodic migraine (14 or fewer headache days a month).",
        "EHF 2018 compares 4 weeks before with 4 weeks after; calendar months are compared here.",
        "EHF 2018 also says to stop below 10 headache days a month for 3 months, and to look again in 4 to 5 months.",
    ),
)
