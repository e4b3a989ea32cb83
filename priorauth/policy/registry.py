"""Finds the one policy that answers a request: payer, line of business, state, place, kind and day.

Policies come through the entry-point group ``priorauth.payer_rules``, the same door a third party uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from importlib.metadata import entry_points
from typing import NamedTuple

from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import LineOfBusiness, PlaceOfService
from priorauth.errors import AmbiguousPlan, NoPolicyInEffect, PolicyDataError, UnknownPayer
from priorauth.policy.model import Policy, plain_name

GROUP = "priorauth.payer_rules"
# of 100 for the same words; below it, names come up that only share a word such as "health"
_NEAR = 80
_SUGGESTED = 3
# Since this day a Medicare Advantage plan applies the criteria of Traditional Medicare (42 CFR 422.101(b), CMS-4201-F).
ADVANTAGE_FOLLOWS_MEDICARE = date(2024, 1, 1)


class Plan(NamedTuple):
    """What is known of the plan that is asked, and the day that chooses the revision."""

    payer: str
    on: date
    line_of_business: LineOfBusiness | None = None
    state: str | None = None
    place_of_service: PlaceOfService | None = None
    service_date: date | None = None
    """Planned day of service, on which some process rules depend."""


class Held(tuple[Policy, ...]):
    """The policies that are held, by id; those of a payer are found by its name at once."""

    @cached_property
    def _by_name(self) -> dict[str, list[Policy]]:
        found: dict[str, list[Policy]] = {}
        for policy in self:
            for name in policy.plain_names:
                found.setdefault(name, []).append(policy)
        return found

    def called(self, name: str) -> list[Policy]:
        """Return the policies whose payer people call by this name, whatever its capitals, signs and small words."""
        return self._by_name.get(plain_name(name), [])


@cache
def all_policies() -> Held:
    """Return every installed policy, by id.

    Raises:
        PolicyDataError: two revisions of one policy are in effect on the same day.
    """
    found = [policy for point in entry_points(group=GROUP) for policy in point.load()]
    policies = Held(sorted(found, key=lambda policy: policy.id))
    refuse_overlaps(policies)
    return policies


def policy_by_id(policy_id: str, policies: Iterable[Policy] | None = None) -> Policy:
    """Return the policy with this id; a payer's key alone finds its newest revision.

    Raises:
        UnknownPayer: no policy has it.
    """
    held = _held(policies)
    exact = [policy for policy in held if policy.id == policy_id]
    if exact:
        return exact[0]
    of_payer = [policy for policy in held if policy.payer == policy_id]
    if len({policy.line_of_business for policy in of_payer}) == 1:
        return max(of_payer, key=lambda policy: policy.effective)
    raise UnknownPayer(
        f"No policy has the id {policy_id}. `priorauth policy list` shows the {len(held)} that are held."
    )


def choose_policy(plan: Plan, policies: Iterable[Policy] | None = None) -> Policy:
    """Return the one policy that answers for a plan on a day.

    A Medicare Advantage plan of which no policy of its own is held is answered by the Medicare contractor of its state.

    Raises:
        UnknownPayer: no policy of this payer is held.
        NoPolicyInEffect: none of the payer's policies was in effect on that day.
        AmbiguousPlan: several fit; the message says what would decide.
    """
    held = _held(policies)
    of_payer = _of_payer(held, plan)
    if not of_payer:
        raise _unknown_payer(plan.payer, held)
    found_by_state = [policy for policy in of_payer if not policy.only_by_name]
    fitting = _narrow_to_plan(found_by_state or of_payer, plan)
    in_effect = [policy for policy in fitting if policy.in_effect_on(plan.on)]
    if not in_effect:
        names = " or ".join(dict.fromkeys(policy.payer_name for policy in fitting))
        raise NoPolicyInEffect(
            f"{names}: no policy held was in effect on {show_date(plan.on)}. "
            f"Held: {', '.join(f'{policy.id} from {policy.effective}' for policy in fitting)}."
        )
    undecided = list(_undecided(in_effect, plan))
    if len(in_effect) > 1 or undecided:
        raise AmbiguousPlan(
            f"{_payer_of(in_effect, plan)}: the case does not say which plan this is. "
            f"State in the request: {' and '.join(undecided) or _names_to_choose(in_effect)}."
        )
    return in_effect[0]


def _held(policies: Iterable[Policy] | None) -> Held:
    if policies is None:
        return all_policies()
    return policies if isinstance(policies, Held) else Held(policies)


def _unknown_payer(name: str, held: Held) -> UnknownPayer:
    near = near_names(name, held)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return UnknownPayer(
        f'No policy of the payer "{name}" is held.{meant} `priorauth policy list` shows who is. Enter the payer\'s own '
        "text with `priorauth policy new`, or use `--policy general` to see whether the chart supports the label and "
        "ICHD-3 (which is no payer's rule)."
    )


def _of_payer(held: Held, plan: Plan) -> list[Policy]:
    of_payer = held.called(plan.payer)
    if plan.line_of_business is not LineOfBusiness.MEDICARE_ADVANTAGE or plan.on < ADVANTAGE_FOLLOWS_MEDICARE:
        return of_payer
    own = [
        policy
        for policy in of_payer
        if policy.line_of_business == LineOfBusiness.MEDICARE_ADVANTAGE and fits(policy, plan)
    ]
    # CMS-4201-F binds every such plan, whoever offers it
    return own or [policy for policy in held if policy.line_of_business == LineOfBusiness.MEDICARE]


def _payer_of(policies: list[Policy], plan: Plan) -> str:
    names = {policy.payer_name for policy in policies}
    return names.pop() if len(names) == 1 else plan.payer


def _names_to_choose(policies: list[Policy]) -> str:
    parts = (
        f", which covers {' and '.join(one.states_in_part.values())}," if one.states_in_part else "" for one in policies
    )
    names = dict.fromkeys(policy.payer_name + part for policy, part in zip(policies, parts, strict=True))
    return f"the payer as {' or '.join(names).removesuffix(',')}"


def is_called(policy: Policy, name: str) -> bool:
    """Tell whether people call the payer of this policy by this name, whatever its capitals, signs and small words."""
    return plain_name(name) in policy.plain_names


def name_found_by(policy: Policy, name: str) -> str | None:
    """Return which other name of the payer a name is; None for the payer's own name, and for a name that is none."""
    if plain_name(name) == plain_name(policy.payer_name):
        return None
    return next((one for one in (*policy.names, policy.payer) if plain_name(one) == plain_name(name)), None)


def near_names(name: str, policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the names that are held and most like a name that is not, nearest first; to be suggested, never taken."""
    from rapidfuzz import fuzz, process, utils

    payer_of = {
        one: policy.payer for policy in policies if policy.is_payer for one in (policy.payer_name, *policy.names)
    }
    found = process.extract(
        name,
        list(payer_of),
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=_NEAR,
        limit=None,
    )
    nearest: dict[str, str] = {}
    for one, *_ in found:
        nearest.setdefault(payer_of[one], one)
    return tuple(nearest.values())[:_SUGGESTED]


def _narrow_to_plan(policies: list[Policy], plan: Plan) -> list[Policy]:
    fitting = [policy for policy in policies if fits(policy, plan)]
    if not fitting:
        held = "; ".join(sorted({f"{policy.payer_name} ({policy.line_of_business})" for policy in policies}))
        raise NoPolicyInEffect(
            f'"{plan.payer}": no policy is held for this line of business, state and place of service. '
            f"Held: {held}. Some plans and contractors are found by their own name only: `priorauth policy list`."
        )
    return fitting


def fits(policy: Policy, plan: Plan) -> bool:
    """Tell whether a policy is for this line of business, state and place, as far as the plan states them."""
    if not _is_line_of(policy, plan):
        return False
    covered = (*policy.states, *policy.states_in_part) or (plan.state,)
    if plan.state is not None and (plan.state in policy.states_excluded or plan.state not in covered):
        return False
    return plan.place_of_service is None or plan.place_of_service in (policy.places or (plan.place_of_service,))


def _is_line_of(policy: Policy, plan: Plan) -> bool:
    if plan.line_of_business in (None, policy.line_of_business) or policy.line_of_business == LineOfBusiness.ANY:
        return True
    return follows_medicare(policy, plan.line_of_business) and plan.on >= ADVANTAGE_FOLLOWS_MEDICARE


def follows_medicare(policy: Policy, line: LineOfBusiness | None) -> bool:
    """Tell whether a policy of Traditional Medicare is one that a Medicare Advantage plan of this kind follows."""
    return line is LineOfBusiness.MEDICARE_ADVANTAGE and policy.line_of_business == LineOfBusiness.MEDICARE


def _undecided(policies: list[Policy], plan: Plan) -> Iterator[str]:
    """Yield each fact that the policies depend on and the plan does not state: a payer's name alone is not enough."""
    if plan.line_of_business is None:
        lines = sorted({policy.line_of_business for policy in policies} - {LineOfBusiness.ANY})
        if lines:
            yield f"line_of_business (held: {', '.join(lines)})"
    if plan.state is None and any(policy.states or policy.states_excluded for policy in policies):
        yield "state"
    if plan.place_of_service is None and any(policy.places for policy in policies):
        yield "place_of_service"


def refuse_overlaps(policies: tuple[Policy, ...]) -> None:
    """Refuse two revisions of one document that are in effect on the same day.

    Raises:
        PolicyDataError: there are such; the message names them and the day.
    """
    for first in policies:
        for second in policies:
            same = first is not second and document_key(first) == document_key(second)
            if same and second.in_effect_on(first.effective):
                raise PolicyDataError(f"{first.id} and {second.id} are both in effect on {first.effective}.")


def document_key(policy: Policy) -> tuple[object, ...]:
    """Return what two revisions of one document share, and revisions of different documents do not."""
    return (
        policy.payer,
        policy.line_of_business,
        policy.document,
        policy.states,
        policy.states_excluded,
        policy.places,
    )
