"""A policy goes into a JSON file and comes back equal; a file with a fault is named in one sentence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import RequestKind
from priorauth.errors import PolicyDataError
from priorauth.policy.criteria import Age, AnyOf
from priorauth.policy.data import fingerprint, parse_policy, policy_json
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies
from tests.policies import ADULT, DOSE, a_policy


@pytest.mark.parametrize("policy", all_policies(), ids=lambda policy: policy.id)
def test_every_policy_comes_back_equal_from_its_file(policy: Policy) -> None:
    assert parse_policy(policy_json(policy), "policy.json") == policy


def test_a_file_holds_what_is_set_and_nothing_else() -> None:
    data = json.loads(policy_json(a_policy()))

    assert data["effective"] == "2026-01-01"
    assert data["requests"]["initial"]["criteria"][0] == {
        "clause": "1",
        "says": "18 years of age or older",
        "kind": "age",
        "at_least": 18,
    }
    assert "ended" not in data


def _changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(policy_json(a_policy())), **fields}).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "own.json, line 1: not JSON"),
        (policy_json(a_policy())[:-20], "not JSON"),
        (b"[]", "own.json, field the top level: expected a JSON object"),
        (_changed(effective="soon"), "own.json, field effective: "),
        (_changed(efective="2026-01-01"), "own.json, field efective: is not a known field"),
        (_changed(source={}), "own.json, field source.title: is missing."),
        (_changed(requests={"initial": {"kind": "age", "clause": "1", "says": "adult"}}), "initial.age.at_least"),
        (_changed(requests={"initial": {"kind": "aeg"}}), "own.json, field requests.initial: "),
        (_changed(ended="2025-01-01"), "not after it takes effect"),
        (b'{"payer": "a", "payer": "b"}', 'the key "payer" stands twice'),
    ],
    ids=[
        "empty",
        "half a file",
        "a list",
        "no date",
        "a key misspelled",
        "no title",
        "no bound",
        "no such criterion",
        "ends before it begins",
        "a key twice",
    ],
)
def test_a_faulty_file_is_named_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(PolicyDataError) as caught:
        parse_policy(content, "own.json")

    assert words in str(caught.value)
    assert "priorauth schema policy" in str(caught.value) or "twice" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("read_on", ["yesterday", "11/23/2026", "2026-13", ""])
def test_a_reading_without_a_date_is_refused(read_on: str) -> None:
    with pytest.raises(PolicyDataError, match=r"field source\.read_on"):
        parse_policy(_changed(source={**json.loads(policy_json(a_policy()))["source"], "read_on": read_on}), "own.json")


def test_the_fingerprint_tells_any_change_but_the_end_date() -> None:
    policy = a_policy()
    age_19 = Age(clause="1", says="18 years of age or older", at_least=19)
    others = [
        a_policy(read_on="2026-06-11"),
        a_policy(names=("EH", "Example")),
        a_policy(requests={RequestKind.INITIAL: age_19}),
        a_policy(requests={RequestKind.INITIAL: AnyOf(clause="0", says="both", criteria=(ADULT, DOSE))}),
    ]

    assert fingerprint(policy) == fingerprint(a_policy(ended=date(2027, 1, 1)))
    assert len({fingerprint(one) for one in (policy, *others)}) == 5
