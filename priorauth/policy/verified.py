"""Who compared a policy with the payer's current text, when, and whether it agreed; and when a reading is old.

All of it is the office's own business: it stands on the checklist and in the review, never in a letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from priorauth.clinical.calendar import DateRange, years
from priorauth.clinical.model import Model
from priorauth.policy.data import fingerprint
from priorauth.policy.model import Policy

OLD_AFTER = years(1)
"""A reading that lies further back than this is old: payers look at their policies once a year."""

LONGEST_SAID = 400
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_SAID)]


class Verification(Model):
    """One comparison of a policy, as it is held, with the payer's current text."""

    policy: str
    """Id of the policy."""
    by: Said
    """Who compared."""
    on: date
    agrees: bool
    note: Said | None = None
    policy_sha256: str
    """Fingerprint of the policy as it was then; of a policy that changed since, it says nothing."""


class Standing(NamedTuple):
    """How far a policy, as it is held, can be relied on to be the payer's current text."""

    last: Verification | None
    """The last comparison of this policy."""
    changed_since: bool
    """True where the policy has been changed since the last comparison."""
    old_from: date
    """First day on which its last reading counts as old."""

    @property
    def differs(self) -> bool:
        """True where the last comparison found a difference, whether or not something was changed since."""
        return self.last is not None and not self.last.agrees

    def is_old_on(self, day: date) -> bool:
        """Tell whether the last reading lies more than ``OLD_AFTER`` before a day."""
        return day >= self.old_from


def standing(policy: Policy, verifications: Iterable[Verification] = ()) -> Standing:
    """Return how a policy stands after these verifications, which are in the order in which they were recorded."""
    of_policy = [one for one in verifications if one.policy == policy.id]
    # of two on one day the one recorded later counts: a slip can be set right
    last = max(enumerate(of_policy), key=lambda pair: (pair[1].on, pair[0]))[1] if of_policy else None
    changed = last is not None and last.policy_sha256 != fingerprint(policy)
    read = _first_day(policy.source.read_on)
    if last is not None and last.agrees and not changed:
        read = max(read, last.on)
    return Standing(last=last, changed_since=changed, old_from=_old_from(read))


def old_from(policy: Policy) -> date:
    """Return the first day on which the reading of a policy counts as old, if nobody compares it before."""
    return _old_from(_first_day(policy.source.read_on))


@cache
def _first_day(read_on: str) -> date:
    # of a month the first day, so that a reading is never taken for younger than it is
    return DateRange.model_validate(read_on).low


def _old_from(read: date) -> date:
    return OLD_AFTER.after(read) + timedelta(days=1)
