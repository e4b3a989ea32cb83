"""Blue Cross NC, Botulinum Toxin Injection (commercial): the version of April 2025."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "the copy that was read ends before the criteria"

PREFERRED = ManualCheck(
    clause="product.1",
    says="whether Dysport or Xeomin, the preferred agents, must be tried before Botox for chronic migraine",
    not_read=True,
    why=WHY,
)
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
    says="the criteria for Botox, a restricted product",
    criteria=(
        PREFERRED,
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
    says="the criteria for Botox, a restricted product",
    criteria=(
        PREFERRED,
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
    names=(
        "Blue Cross and Blue Shield of North Carolina",
        "BCBSNC",
        "BCBS NC",
        "BCBS North Carolina",
        "Blue Cross of North Carolina",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2025, 4, 1),
    source=Source(
        title='Botulinum Toxin Injection "Notification" (Commercial Medical Policy)',
        revision="version date April 2025",
        url=(
            "https://bluecrossnc.com/providers/policies-guidelines-codes/commercial/um/medical-benefit/notifications/"
            "botulinum-toxin-injection-um-notification-02-01-2025"
        ),
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="read up to the list of approved uses; only the month is printed, and its first day is used",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "all criteria for chronic migraine",
        "whether the CGRP rules of 2020 still hold",
        "whether the step through a preferred agent spares chronic migraine",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    notes=(
        "Restricted products: Dysport and Xeomin (both preferred), Botox, Daxxify, Letybo and Myobloc.",
        "Commercial medical policy, medical benefit.",
    ),
)
