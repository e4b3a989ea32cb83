"""Blue Cross NC, Botulinum Toxin Injection (commercial): the revision in effect from 2020-01-14."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Outcome, RequestKind
from priorauth.policy.criteria import AllOf, DrugClass, ManualCheck, NotTaking, NotTolerated, PreventiveTrials, Tried
from priorauth.policy.model import Confidence, Policy, Source

NAMED = DrugClass(
    name="CGRP antagonist",
    drugs=("fremanezumab", "galcanezumab", "erenumab"),
    counted_as=("CGRP",),
    open_list=True,
)
ANY = DrugClass(name="CGRP antagonist", counted_as=("CGRP", "gepant"), open_list=True)
WHY = "only the notice of what was added on this day was read, not the policy itself"

CGRP_FIRST = PreventiveTrials(
    clause="cgrp.1",
    says=(
        "members who have had an inadequate response to or are intolerant to a CGRP antagonist, such as fremanezumab, "
        "galcanezumab, or erenumab"
    ),
    quoted=True,
    drugs_at_least=1,
    classes=(NAMED,),
    counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)), NotTolerated()),
    reading=(
        "not limited to first requests, so asked of both kinds; the notice names no length of trial, and a "
        "contraindication, which it does not mention, does not count"
    ),
)
NOT_TOGETHER = NotTaking(
    clause="cgrp.2",
    says="Botox will not be used concomitantly with a CGRP antagonist for chronic migraine headache",
    quoted=True,
    any_of=(ANY,),
    reading="with clause cgrp.1, the record must show that the CGRP antagonist was stopped",
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
    says="what the notice adds for chronic migraine, and the criteria that it was added to",
    criteria=(
        CGRP_FIRST,
        NOT_TOGETHER,
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, migraine days, hours and duration",
            not_read=True,
            why=WHY,
        ),
        ManualCheck(
            clause="initial.2",
            says="which preventives other than a CGRP antagonist must have failed, how many, and for how long",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="what the notice adds for chronic migraine, and the criteria that it was added to",
    criteria=(
        CGRP_FIRST,
        NOT_TOGETHER,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
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
    effective=date(2020, 1, 14),
    ended=date(2021, 1, 1),
    source=Source(
        title='Botulinum Toxin Injection "Notification" (Notification of Policy Revisions Effective January 14, 2020)',
        revision="posted October 15, 2019, effective January 14, 2020",
        url=(
            "https://www.bluecrossnc.com/providers/medical-policies-and-coverage/medical-policy-updates/"
            "notification-policy-revisions-53"
        ),
        read_on="2026-11-26",
        read_from="a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="a notice of what was added; the policy itself was not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=("the length and the dose of the trial of a CGRP antagonist", "a contraindication to CGRP antagonists"),
    not_read=(
        "headache counts, hours, duration and the definition of chronic migraine",
        "preventives other than a CGRP antagonist",
        "age, prescriber, dose, injection sites and interval",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    ambiguous=(
        "a CGRP antagonist is asked for first and never together with Botox: a stop date shows both",
        "whether a contraindication stands for a trial is not said: it is not counted",
        "the notice says 1/1/2020 once and 1/14/2020 in its heading and at its end: the later day is used",
    ),
    notes=(
        "The steps through Xeomin and Dysport are for cervical dystonia and upper limb spasticity, not for migraine.",
        'The notice refers to a pharmacy policy "CGRP Therapy for Migraine", which is not part of this one.',
        "Commercial medical policy, medical benefit.",
        "Of a corporate policy of 2017 only the description was seen, so it is not held.",
    ),
)
