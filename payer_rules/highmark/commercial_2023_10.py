"""Highmark I-11-045, Chemodenervation - Botulinum Toxin (commercial, Pennsylvania): in effect from 2023-10-01."""

from datetime import date

from priorauth.clinical.terms import Attested, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import Age, AllOf, AttestedBy, ManualCheck, PrescriberIs, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

WHY = "the copy that was read ends inside the second criterion for chronic migraine"

PRODUCT = ProductIs(
    clause="product.1",
    says="OnabotulinumtoxinA (Botox) may be considered medically necessary",
    any_of=(Toxin.BOTOX,),
    reading="what the policy says of other toxins was not read",
)
ADULT = Age(
    clause="adult.1",
    says="Chronic migraine prevention in adult individuals",
    quoted=True,
    at_least=18,
    reading="no age is printed; adult is read as 18 years of age or older",
)
PRESCRIBER = PrescriberIs(
    clause="prescriber.1",
    says="Prescribed by or in consultation with a neurologist or headache specialist",
    quoted=True,
    taxonomies=("2084N0400X", "2084N0402X"),
    or_consulting=True,
    reading=(
        "the list is for chronic migraine prevention as a whole, so it is asked of both kinds of request; headache "
        "medicine has no specialty code of its own, so a headache specialist with another code is a question"
    ),
)
TRAINED = AttestedBy(
    clause="trained.1",
    says="a healthcare provider trained in administration of Botox gives it (the sentence was read in part)",
    about=Attested.TRAINED_IN_INJECTION,
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites, interval and use together with a CGRP drug",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="Chronic migraine prevention in adult individuals when ALL of the following criteria are met",
    quoted=True,
    criteria=(
        PRODUCT,
        ADULT,
        PRESCRIBER,
        TRAINED,
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, migraine days, hours and duration",
            not_read=True,
            why=WHY,
        ),
        ManualCheck(
            clause="initial.2",
            says="which preventives must have failed, how many, and for how long",
            not_read=True,
            why=WHY,
        ),
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="Chronic migraine prevention in adult individuals when ALL of the following criteria are met",
    quoted=True,
    criteria=(
        PRODUCT,
        ADULT,
        PRESCRIBER,
        TRAINED,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        DOSE,
    ),
)

POLICY = Policy(
    payer="highmark",
    payer_name="Highmark",
    names=(
        "Highmark Commercial",
        "Highmark Pennsylvania",
        "Highmark (PA)",
        "Highmark Blue Cross Blue Shield",
        "Highmark BCBS",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    states=("PA",),
    effective=date(2023, 10, 1),
    source=Source(
        number="I-11-045",
        title="Chemodenervation - Botulinum Toxin (Highmark Commercial Medical Policy - Pennsylvania)",
        revision="effective and issued October 1, 2023",
        url=(
            "https://securecms.highmark.com/content/medpolicy/en/highmark/pa/commercial/policies/Injections/I-11/"
            "I-11-045.html"
        ),
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="read up to the second criterion for chronic migraine; revised last in September 2023, as far as seen",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "headache counts, hours and duration",
        "failed preventives",
        "dose, injection sites and interval",
        "use together with a CGRP drug and medication overuse",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    notes=(
        "I-11-036 (2018-06-25) defined chronic as 15 or more; the copy is cut there. It is not used for this edition.",
        "I-11-037 (2018-10-01) asked for documented, clinically meaningful improvement before repeated injections.",
        "Chemodenervation guidelines were revised in December 2020 by an update notice; that edition was not seen.",
        "The CGRP policy I-200-005 (2023-10-01) is no Botox policy: its counts, classes and renewal are not used.",
    ),
)
