"""Bands of the disability and impact scores. Totals only: the items belong to their owners.

Sources: facts §5. MIDAS bands by the cliot reference implementation; HIT-6 range 36–78 and bands by JNNP.
"""

from __future__ import annotations

from priorauth.clinical.terms import Instrument

_BANDS: dict[Instrument, tuple[tuple[int, str], ...]] = {
    Instrument.MIDAS: (
        (5, "grade I, little or no disability"),
        (10, "grade II, mild disability"),
        (20, "grade III, moderate disability"),
    ),
    Instrument.HIT_6: ((49, "little or no impact"), (55, "some impact"), (59, "substantial impact")),
}
_WORST = {Instrument.MIDAS: "grade IV, severe disability", Instrument.HIT_6: "severe impact"}
# MIDAS sums five counts of days in three months (at most 92 each); HIT-6 runs from 36 to 78
LIMITS = {Instrument.MIDAS: (0, 460), Instrument.HIT_6: (36, 78)}


def band(instrument: Instrument, total: int) -> str:
    """Return the published band of a total score."""
    for highest, words in _BANDS[instrument]:
        if total <= highest:
            return words
    return _WORST[instrument]
