"""Blue Cross NC, Botulinum Toxin Injection (commercial): the policy in effect from 2021-01-01."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "the copy that was read ends before the criteria"

TOGETHER = ManualCheck(
    clause="cgrp.1",
    says="whether Botox may be used together with a CGRP antagonist, which the revision of 2020 ruled out",
    not_read=True,
    why=WHY,
)
PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of age and of the prescriber",
    not_read=True,
    why=WHY,
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="the criteria for Botox in chronic migraine",
    criteria=(
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, migraine days, hours and duration",
            not_read=True,
            why=WHY,
        ),
        ManualCheck(
            clause="initial.2",
            says="which preventives must have failed, and whether a CGRP antagonist first, as in the revision of 2020",
            not_read=True,
            why=WHY,
        ),
        TOGETHER,
        PEOPLE,
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the criteria for Botox in chronic migraine",
    criteria=(
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        TOGETHER,
        PEOPLE,
        DOSE,
    ),
)

POLICY = Policy(
    payer="bcbs_nc",
    payer_name="Blue Cross NC",
    names=("Blue Cross and Blue Shield of North Carolina", "BCBSNC", "BCBS NC"),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2021, 1, 1),
    ended=date(2025, 4, 1),
    source=Source(
        title='Corporate Medical Policy: Botulinum Toxin Injection "Notification"',
        revision="effective January 1, 2021; last review 10/2020, next review 10/2021",
        url="https://docslib.org/doc/7467355/botulinum-toxin-injection-notification",
        read_on="2026-11-26",
        read_from="the beginning of a third party's copy",
        confidence=Confidence.MEDIUM,
        note="read up to the approved uses of Botox, before the criteria",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "all criteria for chronic migraine",
        "whether the CGRP rules of 2020 still hold",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    notes=("Editions between this one and April 2025 were not seen: this one is taken to hold until then.",),
)
