"""Rows on clause 3 of CareSource PASSE: one trial, of which only candesartan is known to count; earlier, two."""

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

TWO_TRIALS: tuple[Row, ...] = (
    ("3", {}, MET, "two trials, which the payer has confirmed"),
    *(
        ("3", {"confirmations": [], "trials": [trial(drug), trial("topiramate")]}, BY_HAND, f"{drug} and topiramate")
        for drug in ("candesartan", *NOT_KNOWN_TO_BE_LISTED)
        if drug != "topiramate"
    ),
    ("3", {"confirmations": [], "trials": [trial("topiramate"), trial("gabapentin")]}, BY_HAND, "two of one class"),
    ("3", {"trials": [trial("topiramate")]}, NOT_MET, "one trial"),
    ("3", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("3", {"trials.0.for_migraine": False}, NOT_MET, "one for another illness"),
    ("3", {"confirmations": [], "trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
)
