"""Rows on clause 3 of CareSource PASSE, the same in each revision: one trial, and only candesartan known to count."""

from __future__ import annotations

from tests.payer_rules.charts import LEFT_OUT, documented, trial
from tests.payer_rules.table import Row
from tests.payer_rules.usual_rows import BY_HAND, MET, NOT_DOCUMENTED, NOT_MET

NOT_KNOWN_TO_BE_LISTED = (
    "lisinopril",
    "atogepant",
    "topiramate",
    "amitriptyline",
    "propranolol",
    "verapamil",
    "memantine",
)

ONE_TRIAL: tuple[Row, ...] = (
    ("3", {}, MET, "one trial of candesartan"),
    ("3", {"trials.0.stopped": LEFT_OUT}, MET, "its length is left to clause 4"),
    ("3", {"trials.0.outcome": LEFT_OUT}, MET, "its outcome is left to clause 4"),
    ("3", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("3", {"trials.0.for_migraine": False}, NOT_MET, "candesartan for blood pressure"),
    ("3", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    *(("3", {"trials": [trial(drug)]}, BY_HAND, drug) for drug in NOT_KNOWN_TO_BE_LISTED),
    (
        "3",
        {"trials": [], "contraindications": [documented(drug="candesartan", reason="pregnancy")]},
        NOT_DOCUMENTED,
        "candesartan contraindicated: whether that counts was not read",
    ),
)
