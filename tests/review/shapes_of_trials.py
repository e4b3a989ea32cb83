"""Shapes of rules on medicines, each seen met, not met and not documented.

Where a policy that is held has the shape, its own clause is held against the chart; else the criterion is made here.
"""

from __future__ import annotations

from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.terms import Outcome
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    ContraindicatedDrug,
    DiagnosisCode,
    DrugClass,
    PreventiveTrials,
    Tried,
)
from tests.builders import (
    acute,
    clause,
    contraindicated,
    diagnosis,
    not_tolerated,
    reviewed_list,
    trial,
)
from tests.review.shapes import (
    AETNA,
    BCBS_NC,
    HEALTHPARTNERS,
    LNI,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    UHC_CS,
    Row,
    failed,
    medicines,
    of,
    rows,
)

BETA_BLOCKER = DrugClass(name="beta-blocker", drugs=("propranolol",))
ANTICONVULSANT = DrugClass(name="anticonvulsant", drugs=("topiramate",))
TOXIN = DrugClass(name="botulinum toxin", drugs=("onabotulinumtoxinA",))
WITHOUT_RESPONSE = Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,))
TWO_CLASSES = clause(
    PreventiveTrials,
    "1.a",
    drugs_at_least=2,
    classes_at_least=2,
    classes=(BETA_BLOCKER, ANTICONVULSANT),
    counts_if=(WITHOUT_RESPONSE,),
)
# Botox counts as a class, but only for chronic migraine
TOXIN_IF_CHRONIC = clause(
    AnyOf,
    criteria=(
        TWO_CLASSES,
        clause(
            AllOf,
            "1.b",
            criteria=(
                clause(DiagnosisCode, "1.b.i", any_of=("G43.709",)),
                TWO_CLASSES.model_copy(update={"clause": "1.b.ii", "classes": (*TWO_CLASSES.classes, TOXIN)}),
            ),
        ),
    ),
)
EACH_AT_ITS_CEILING = clause(
    PreventiveTrials,
    drugs_at_least=2,
    classes_at_least=2,
    one_in_each_class=True,
    classes=(BETA_BLOCKER, ANTICONVULSANT),
    counts_if=(
        Tried(dose=("maximum", "highest_tolerated")),
        ContraindicatedDrug(),
    ),
)

AT_MAXIMUM = trial("topiramate", 90, dose_reached="maximum")


def at_dose(reached: str | None) -> PreventiveTrial:
    """Return a trial of propranolol at a dose."""
    return trial("propranolol", 90, dose_reached=reached)


ON_TRIALS: tuple[Row, ...] = (
    *rows(
        "qualifiers of one limb inside any-of",
        of(UHC_CS, "migraine.2"),
        ("failed after 59 days: 2 months", medicines(*failed("topiramate", "propranolol", lasting=59)), MET),
        ("failed after 58 days", medicines(*failed("topiramate", "propranolol", lasting=58)), NOT_MET),
        (
            "not tolerated after 7 days, and contraindicated",
            medicines(
                trial("topiramate", 7, outcome=Outcome.INTOLERANCE),
                contraindications=(contraindicated("propranolol"),),
            ),
            MET,
        ),
        ("outcome not documented", medicines(*failed("topiramate"), trial("propranolol", 7)), NOT_DOCUMENTED),
    ),
    *rows(
        "number of drugs and number of classes",
        of(LNI, "trials.1"),
        ("three of two", medicines(*failed("topiramate", "propranolol", "metoprolol")), MET),
        ("three of one", medicines(*failed("timolol", "propranolol", "metoprolol")), NOT_MET),
        ("two of two", medicines(*failed("topiramate", "propranolol")), NOT_MET),
        ("the third is open", medicines(*failed("topiramate", "propranolol"), trial("metoprolol")), NOT_DOCUMENTED),
    ),
    *rows(
        "class accepted under a condition",
        TOXIN_IF_CHRONIC,
        ("Botox, chronic", medicines(*failed("topiramate", "Botox"), diagnoses=(diagnosis("G43.709"),)), MET),
        ("Botox, episodic", medicines(*failed("topiramate", "Botox"), diagnoses=(diagnosis("G43.009"),)), NOT_MET),
        ("no Botox, episodic", medicines(*failed("topiramate", "propranolol"), diagnoses=(diagnosis("G43.009"),)), MET),
        ("Botox, no diagnosis", medicines(*failed("topiramate", "Botox")), NOT_DOCUMENTED),
    ),
    *rows(
        "one agent in each class, each at its ceiling",
        EACH_AT_ITS_CEILING,
        (
            "maximum, and highest tolerated",
            medicines(
                AT_MAXIMUM,
                at_dose("highest_tolerated"),
            ),
            MET,
        ),
        (
            "one class ruled out",
            medicines(AT_MAXIMUM, contraindications=(contraindicated("propranolol"),)),
            MET,
        ),
        ("one class missing", medicines(AT_MAXIMUM), NOT_MET),
        (
            "one at the target dose only",
            medicines(AT_MAXIMUM, at_dose("target")),
            NOT_MET,
        ),
        (
            "one dose not documented",
            medicines(AT_MAXIMUM, trial("propranolol", 90)),
            NOT_DOCUMENTED,
        ),
    ),
    *rows(
        "failed by length and one of two signs, in three of four classes",
        of(HEALTHPARTNERS, "initial.2"),
        (
            "12 weeks, and a sign of each",
            medicines(
                *failed("topiramate", "propranolol", lasting=84, signs=("no_fewer_migraine_days",)),
                *failed("verapamil", lasting=84, signs=("emergency_or_hospital",)),
            ),
            MET,
        ),
        (
            "one a day short",
            medicines(
                *failed("topiramate", "propranolol", lasting=84, signs=("no_fewer_migraine_days",)),
                *failed("verapamil", lasting=83, signs=("emergency_or_hospital",)),
            ),
            NOT_MET,
        ),
        (
            "no sign documented",
            medicines(*failed("topiramate", "propranolol", "verapamil", lasting=84)),
            NOT_DOCUMENTED,
        ),
    ),
)
ON_CGRP: tuple[Row, ...] = (
    *rows(
        "CGRP drug required first",
        of(BCBS_NC, "cgrp.1"),
        ("no response", medicines(*failed("erenumab")), MET),
        ("not tolerated", medicines(intolerances=(not_tolerated("galcanezumab"),)), MET),
        ("two other preventives", medicines(*failed("topiramate", "propranolol")), NOT_MET),
        ("outcome not documented", medicines(trial("erenumab", 90)), NOT_DOCUMENTED),
    ),
    *rows(
        "CGRP drug counted as a class",
        of(AETNA, "initial.3"),
        ("an antibody and an anticonvulsant", medicines(*failed("topiramate", "fremanezumab", lasting=60)), MET),
        (
            "the antibody a day short",
            medicines(*failed("topiramate", lasting=60), *failed("fremanezumab", lasting=59)),
            NOT_MET,
        ),
        (
            "its dates not documented",
            medicines(*failed("topiramate", lasting=60), trial("fremanezumab")),
            NOT_DOCUMENTED,
        ),
    ),
    *rows(
        "CGRP drug barred beside Botox",
        of(BCBS_NC, "cgrp.2"),
        ("stopped", medicines(*failed("erenumab"), medication_list=reviewed_list("sumatriptan")), MET),
        ("still taken", medicines(trial("erenumab", ongoing=True), medication_list=reviewed_list()), NOT_MET),
        (
            "a gepant for the attacks",
            {"acute_medicines": (acute("Ubrelvy", 4),), "medication_list": reviewed_list()},
            NOT_MET,
        ),
        ("no stop date", medicines(trial("erenumab"), medication_list=reviewed_list()), NOT_DOCUMENTED),
    ),
)
