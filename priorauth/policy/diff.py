"""What changed between two revisions of a policy, clause by clause, in words."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import walk
from priorauth.policy.model import Policy
from priorauth.policy.outline import checks_of


class Change(Model):
    """One difference; a side that does not have it is None."""

    kind: RequestKind | None
    """The kind of request, or None where the policy as a whole changed."""
    clause: str
    what: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        """Show "initial, clause 3: drugs at least 2 → 1"."""
        where = f"{self.kind}, clause {self.clause}" if self.kind else self.clause
        if self.old is None:
            return f"{where}: new: {self.new}"
        if self.new is None:
            return f"{where}: gone: {self.old}"
        return f"{where}: {self.what}: {self.old} → {self.new}"


def diff(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Return every change from ``old`` to ``new``, in the document's order; empty where they say the same."""
    return (*_whole(old, new), *_clauses(old, new))


def _whole(old: Policy, new: Policy) -> Iterator[Change]:
    if old.effective != new.effective:
        yield _change("in effect from", old.effective.isoformat(), new.effective.isoformat())
    for name in ("silent_on", "not_read", "ambiguous", "not_covered_for"):
        before, after = getattr(old, name), getattr(new, name)
        words = name.replace("_", " ")
        yield from (_change(words, one, None) for one in before if one not in after)
        yield from (_change(words, None, one) for one in after if one not in before)


def _clauses(old: Policy, new: Policy) -> Iterator[Change]:
    for kind in RequestKind:
        before, after = _by_clause(old, kind), _by_clause(new, kind)
        for clause, parts in before.items():
            if clause not in after:
                yield Change(kind=kind, clause=clause, what="clause", old=_whole_clause(parts), new=None)
            else:
                yield from _parts(kind, clause, parts, after[clause])
        for clause, parts in after.items():
            if clause not in before:
                yield Change(kind=kind, clause=clause, what="clause", old=None, new=_whole_clause(parts))


def _parts(kind: RequestKind, clause: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what), after.get(what)
        if old != new:
            yield Change(kind=kind, clause=clause, what=what, old=old or "nothing", new=new or "nothing")


def _by_clause(policy: Policy, kind: RequestKind) -> dict[str, dict[str, str]]:
    if kind not in policy.requests:
        return {}
    return {
        one.clause: {"says": one.says, **checks_of(one), **({"reading": one.reading} if one.reading else {})}
        for one in walk(policy.requests[kind])
    }


def _whole_clause(parts: dict[str, str]) -> str:
    return parts["says"]


def _change(clause: str, old: str | None, new: str | None) -> Change:
    return Change(kind=None, clause=clause, what="was", old=old, new=new)
