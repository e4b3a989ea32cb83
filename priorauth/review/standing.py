"""What the office must know of the policy itself: its text is old, or somebody found it to differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import Whom
from priorauth.policy.model import Policy
from priorauth.policy.verified import OLD_AFTER, Standing
from priorauth.review.finding import Flag


def flags_of_standing(stands: Standing, policy: Policy, as_of: date) -> Iterator[Flag]:
    """Yield the office's doubts about a policy on a day; none of them is for the payer."""
    last = stands.last
    if last is not None and stands.differs:
        note = f" ({last.note})" if last.note else ""
        since = "; the policy was changed since: verify it again" if stands.changed_since else ""
        yield Flag(
            text=f"{last.by} found on {show_date(last.on)} that the payer's text differs{note}{since}.",
            whom=Whom.OFFICE,
            opens=not stands.changed_since,
        )
    elif last is not None and stands.changed_since:
        yield Flag(
            text=f"The policy was changed after {last.by} verified it on {show_date(last.on)}: verify it again.",
            whom=Whom.OFFICE,
        )
    if stands.is_old_on(as_of):
        yield Flag(
            text=(
                f"The payer's text was last read more than {OLD_AFTER} before this request (read "
                f"{policy.source.read_on}): read the current text, then `priorauth policy verify {policy.id}`."
            ),
            whom=Whom.OFFICE,
        )
