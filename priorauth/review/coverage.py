"""Which verdicts on each clause the tests have seen. A clause never seen "not met" may be unable to say no."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Criterion, Group, Ichd3ChronicMigraine, Leaf, ManualCheck, PrescriberIs, walk
from priorauth.policy.model import Policy
from priorauth.policy.tested import Counts
from priorauth.review.headache import expand_ichd3
from priorauth.review.verdict import Verdict

NEVER: dict[tuple[str, Verdict], str] = {
    ("age", Verdict.NOT_DOCUMENTED): "a case without a birth date is refused",
    ("product_is", Verdict.NOT_DOCUMENTED): "a request always names its product",
    ("dose_asked", Verdict.NOT_DOCUMENTED): "a request always names its units",
    ("sites_asked", Verdict.NOT_DOCUMENTED): "a request always names its sites",
    ("attached", Verdict.NOT_MET): "a document that is missing can still be attached",
    ("plan_stated", Verdict.NOT_MET): "a plan that is missing can still be stated",
    ("manual_check", Verdict.NOT_DOCUMENTED): "it is checked by hand until a person has answered",
}
"""A verdict that a kind of criterion cannot reach, and why."""


class ClauseSeen(Model):
    """How often the tests have seen a clause come out each way."""

    request: RequestKind
    clause: str
    says: str
    seen: dict[Verdict, int]
    never: tuple[Verdict, ...]
    """Verdicts that this kind of criterion cannot reach."""

    @property
    def unseen(self) -> tuple[Verdict, ...]:
        """The verdicts that it can reach and no test has seen."""
        return tuple(one for one in self.seen if not self.seen[one] and one not in self.never)


class PolicySeen(Model):
    """What the tests of a policy have seen of it."""

    policy: str
    clauses: tuple[ClauseSeen, ...]

    @property
    def unseen(self) -> int:
        """How many verdicts, over all clauses, no test has seen."""
        return sum(len(clause.unseen) for clause in self.clauses)


def coverage(policy: Policy, counts: Counts) -> PolicySeen:
    """Return what was seen of every clause that is judged by itself, in the document's order."""
    return PolicySeen(
        policy=policy.id,
        clauses=tuple(
            ClauseSeen(
                request=kind,
                clause=leaf.clause,
                says=leaf.says,
                seen={verdict: counts.get((kind, leaf.clause, verdict), 0) for verdict in verdicts_of(leaf)},
                never=tuple(verdict for verdict in verdicts_of(leaf) if cannot_be(leaf, verdict)),
            )
            for kind, criterion in policy.requests.items()
            for leaf in leaves(criterion)
        ),
    )


def verdicts_of(leaf: Leaf) -> tuple[Verdict, ...]:
    """Return the verdicts that tests must see: met, not met, not documented, and where a person answers, unanswered."""
    always = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED)
    return (*always, Verdict.CHECK_BY_HAND) if isinstance(leaf, ManualCheck) else always


def cannot_be(leaf: Criterion, verdict: Verdict) -> bool:
    """Tell whether the kind of criterion can never reach the verdict."""
    if isinstance(leaf, PrescriberIs) and leaf.or_consulting and verdict is Verdict.NOT_MET:
        return True  # where a consultation is enough, a missing one is a question and never a no
    return (leaf.kind, verdict) in NEVER


def leaves(criterion: Criterion) -> Iterator[Leaf]:
    """Yield every criterion that is judged by itself; ICHD-3 1.3 as its parts."""
    for one in walk(criterion):
        if isinstance(one, Ichd3ChronicMigraine):
            yield from leaves(expand_ichd3(one))
        elif not isinstance(one, Group):
            yield one
