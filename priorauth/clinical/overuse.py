"""The classes in which days with acute medicines add up to overuse, with the days a month of ICHD-3 8.2.1 to 8.2.5.

Days are days with any intake of the class. Paracetamol, aspirin and NSAID days add up inside one class (8.2.3), and a
triptan with an NSAID in one tablet counts in both classes. A product of an opioid and an analgesic counts as an opioid
and as a combination analgesic. Source: facts §1 and the table acute_medicines.csv.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from priorauth.clinical.medicines import Medicine, acute


class OveruseClass(NamedTuple):
    """One class of ICHD-3 8.2, with the days a month from which its use is overuse."""

    name: str
    limit: int


_ANALGESICS = OveruseClass("non-opioid analgesics", 15)
_COMBINATIONS = OveruseClass("combination analgesics", 10)
_ADD_UP = {
    **dict.fromkeys(("NSAID", "salicylate", "non-opioid analgesic", "two non-opioid analgesics"), (_ANALGESICS,)),
    "barbiturate combination": (_COMBINATIONS,),
    "triptan + NSAID": (OveruseClass("triptans", 10), _ANALGESICS),
}
_WITH_ANALGESIC = re.compile(
    r"\b(?:acetaminophen|paracetamol|apap|aspirin|ibuprofen|tylenol|norco|lortab|vicodin|percocet|ultracet)\b"
)
# ICHD-3 8.2.6, several classes together with none overused alone, begins at 10 days by a number that is from memory
# and unverified: no verdict of "overuse" rests on it, and all it does is keep us from saying "none".
TOGETHER_FROM = 10
# below this many days a month no class at all can be overused
FEWEST_DAYS = 10


@lru_cache(maxsize=4_000)
def overuse_classes(words: str) -> tuple[OveruseClass, ...]:
    """Return every class in which a day with this medicine counts; none where no number of its class is verified."""
    medicine = acute(words)
    if medicine is None or medicine.overuse_days is None:
        return ()
    found = _ADD_UP.get(medicine.drug_class, (_own_class(medicine),))
    if medicine.drug_class == "opioid" and _WITH_ANALGESIC.search(words.lower()):
        return (*found, _COMBINATIONS)
    return found


def _own_class(medicine: Medicine) -> OveruseClass:
    return OveruseClass(f"{medicine.drug_class}s", medicine.overuse_days or FEWEST_DAYS)
