"""CADTH SR0584-000, onabotulinumtoxinA for chronic migraine (Canada): the recommendation of 2019-10-17."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    ContraindicatedDrug,
    DrugClass,
    ManualCheck,
    NotTolerated,
    PreventiveTrials,
    ProductIs,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

NOT_READ = "CADTH's own conditions were not read"
CLASSES = (
    DrugClass(
        name="beta-blocker",
        drugs=("propranolol", "metoprolol", "nadolol"),
        counted_as=("beta-blocker",),
        open_list=True,
    ),
    DrugClass(
        name="tricyclic antidepressant", drugs=("amitriptyline",), counted_as=("antidepressant",), open_list=True
    ),
    DrugClass(name="topiramate", drugs=("topiramate",)),
    DrugClass(
        name="calcium channel blocker",
        drugs=("verapamil", "flunarizine"),
        counted_as=("calcium-channel blocker",),
        open_list=True,
    ),
    DrugClass(name="valproate", drugs=("divalproex sodium",)),
    DrugClass(name="gabapentin", drugs=("gabapentin",)),
    DrugClass(
        name="other oral preventive",
        counted_as=("ACE-I/ARB", "CGRP", "anticonvulsant", "other"),
        open_list=True,
    ),
)

PRODUCT = ProductIs(clause="1", says="Botox", any_of=(Toxin.BOTOX,))
REST = ManualCheck(
    clause="4",
    says="the prescriber, the dose, the interval and medication overuse",
    why=NOT_READ,
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="reimburse with clinical criteria or conditions",
    criteria=(
        PRODUCT,
        ManualCheck(
            clause="2",
            says="a diagnosis of chronic migraine: age, headache counts, hours and duration",
            why=NOT_READ,
            not_read=True,
        ),
        PreventiveTrials(
            clause="3",
            says="three oral preventives without success: no benefit, side effects or a contraindication",
            drugs_at_least=3,
            classes=CLASSES,
            counts_if=(
                Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), oral=True),
                NotTolerated(),
                ContraindicatedDrug(),
            ),
            reading="the drugs are given as examples; any other oral preventive is a question to the plan",
        ),
        REST,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued reimbursement",
    criteria=(
        PRODUCT,
        ManualCheck(clause="5", says="the renewal rule, and when to stop", why=NOT_READ, not_read=True),
        REST,
    ),
)

POLICY = Policy(
    payer="canada_cadth",
    payer_name="CADTH (recommendation to Canada's public drug plans)",
    names=("CADTH", "Canada's Drug Agency"),
    line_of_business=LineOfBusiness.NATIONAL,
    effective=date(2019, 10, 17),
    source=Source(
        number="SR0584-000",
        title="onabotulinumtoxinA, chronic migraine (Common Drug Review)",
        revision="recommendation issued on 2019-10-17",
        url="https://cadth.ca/onabotulinumtoxina-23",
        read_on="2026-11-26",
        read_from=(
            "stored copies of the page (of June 17, 2020) and of cda-amc.ca/onabotulinumtoxina-2, both without the "
            "recommendation; the preventives are from Migraine Canada"
        ),
        confidence=Confidence.MEDIUM,
        note=(
            "clause 3 is secondary: migrainecanada.org/posts/news/"
            "cadth-supports-the-reimbursement-of-botox-for-chronic-migraine/"
        ),
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "CADTH's recommendation itself: every condition in its own words",
        "age, headache counts, hours and duration",
        "length and dose of a trial, and whether classes must differ",
        "prescriber, dose, interval and medication overuse",
        "the renewal rule",
        "the plans' own rules and forms",
    ),
    notes=(
        "Each province decides: Ontario by exceptional access, Quebec as patient d'exception, Alberta covers it.",
        "The manufacturer asked for 15 days a month with headache of 4 hours or longer; it is not CADTH's condition.",
    ),
    mechanism_note="a recommendation; each plan has its own procedure",
)
