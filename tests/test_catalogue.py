"""Checks of every policy: clauses seen both ways, moved bounds noticed, revisions, addresses, names, data only."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest

import payer_rules
from priorauth.case.read import make_case
from priorauth.clinical.terms import RequestKind
from priorauth.errors import NoPolicyInEffect
from priorauth.policy.criteria import Criterion, ManualCheck, walk
from priorauth.policy.model import Confidence, Policy
from priorauth.policy.outline import outline
from priorauth.policy.registry import Plan, all_policies, choose_policy, policy_by_id
from priorauth.review.conclude import review
from priorauth.review.coverage import cannot_be, leaves
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Readiness
from priorauth.review.verdict import Verdict
from tests.payer_rules.moved import moved
from tests.payer_rules.seen import coverage_csv, tables_of
from tests.payer_rules.table import Table, by_clause

POLICIES = all_policies()
REQUESTS = [(policy, kind) for policy in POLICIES for kind in policy.requests]
REQUEST_IDS = [f"{policy.id} {kind}" for policy, kind in REQUESTS]
CRITERIA = [(policy, kind, criterion) for policy, kind in REQUESTS for criterion in walk(policy.requests[kind])]
CRITERION_IDS = [f"{policy.id} {kind} {criterion.clause}" for policy, kind, criterion in CRITERIA]
FOLDER = Path(payer_rules.__file__).parent
PROCESS_FILES = [path for path in sorted((FOLDER / "process").glob("*.py")) if path.name != "__init__.py"]
DATA_FILES = [path for path in sorted(FOLDER.rglob("*.py")) if path.parent.name != "process"]
REVISIONS = [path for path in DATA_FILES if path.name != "__init__.py"]

# A moved bound that no row can notice, and why: "policy kind clause: what was moved".
UNNOTICED: dict[str, str] = {
    "bcbs_nc/commercial_2020_01 initial cgrp.1: one_in_each_class True": "there is one class only",
    "bcbs_nc/commercial_2020_01 continuation cgrp.1: one_in_each_class True": "there is one class only",
    "caresource_passe/medicaid_2023_01 initial 3: one_in_each_class True": "there is one class only",
    "harvard_pilgrim/commercial_2018_01 initial initial.3: one_in_each_class True": "there is one class only",
}


def test_what_the_tests_have_seen_rides_with_the_policies() -> None:
    """The file that `priorauth policy coverage` shows; `make coverage` writes it anew."""
    path = FOLDER / "coverage.csv"
    assert path.read_text(encoding="utf-8") == coverage_csv((policy, tables_of(policy)) for policy in POLICIES)


def test_rows_are_counted_by_clause_and_verdict() -> None:
    policy = policy_by_id("premera/commercial_2022_12")
    lines = coverage_csv([(policy, tables_of(policy))]).splitlines()
    assert lines[0] == "policy,request,clause,met,not_met,not_documented,check_by_hand"
    assert "premera/commercial_2022_12,initial,product.1,1,4,0,0" in lines


def table_of(policy: Policy, kind: RequestKind) -> Table:
    """Return the table that stands in tests/payer_rules, in the module named like the policy's own."""
    found = [table for table in tables_of(policy) if table.kind is kind]
    assert len(found) == 1, f"the tests hold {len(found)} tables for {policy.id} {kind}"
    return found[0]


@pytest.mark.parametrize(("policy", "kind"), REQUESTS, ids=REQUEST_IDS)
def test_just_enough_is_ready_to_send(policy: Policy, kind: RequestKind) -> None:
    """The chart of a table is for its kind of request, meets every clause and leaves no gap."""
    just_enough = make_case(table_of(policy, kind).just_enough)
    assert just_enough.request.kind is kind
    assert review(just_enough, policy).readiness is Readiness.READY


@pytest.mark.parametrize(("policy", "kind"), REQUESTS, ids=REQUEST_IDS)
def test_rows_name_clauses_and_differ(policy: Policy, kind: RequestKind) -> None:
    table = table_of(policy, kind)
    assert {row[0] for row in table.rows} <= set(table.verdicts({}))
    assert [name for name, times in Counter(table.ids).items() if times > 1] == []


@pytest.mark.parametrize(("policy", "kind"), REQUESTS, ids=REQUEST_IDS)
def test_every_leaf_is_seen_met_not_met_and_not_documented(policy: Policy, kind: RequestKind) -> None:
    table = table_of(policy, kind)
    seen = {(clause, verdict) for clause, _, verdict, _ in table.rows}
    unseen = [
        f"{leaf.clause} is never seen {verdict.words}"
        for leaf in leaves(table.criterion)
        for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED)
        if (leaf.clause, verdict) not in seen and not cannot_be(leaf, verdict)
    ]
    assert unseen == []


@pytest.mark.parametrize(("policy", "kind"), REQUESTS, ids=REQUEST_IDS)
def test_clauses_checked_by_hand_are_seen_unanswered(policy: Policy, kind: RequestKind) -> None:
    table = table_of(policy, kind)
    by_hand = {leaf.clause for leaf in leaves(table.criterion) if isinstance(leaf, ManualCheck)}
    assert by_hand <= {clause for clause, _, verdict, _ in table.rows if verdict is Verdict.CHECK_BY_HAND}


@pytest.mark.parametrize(("policy", "kind", "criterion"), CRITERIA, ids=CRITERION_IDS)
def test_a_moved_bound_is_noticed(policy: Policy, kind: RequestKind, criterion: Criterion) -> None:
    """Whatever is moved in a criterion by one step, a row that names its clause changes its verdict."""
    table = table_of(policy, kind)
    unnoticed = [what for what, other in moved(criterion) if not is_noticed(other, table)]
    known = [
        name.rpartition(": ")[2] for name in UNNOTICED if name.startswith(f"{policy.id} {kind} {criterion.clause}:")
    ]
    assert unnoticed == known


def is_noticed(other: Criterion, table: Table) -> bool:
    """Tell whether a row that names the criterion's clause, or a part of it, would fail with the other criterion."""
    for (clause, _, expected, _), chart in zip(table.rows, table.charts, strict=True):
        if clause == other.clause or clause.startswith(f"{other.clause} "):
            verdicts = by_clause(evaluate(other, chart, table.policy.id))
            if verdicts[clause] is not expected:
                return True
    return False


def test_exceptions_name_criteria_that_exist() -> None:
    assert {name.rpartition(": ")[0] for name in UNNOTICED} <= set(CRITERION_IDS)


def documents(policies: Iterable[Policy]) -> Iterator[tuple[Policy, ...]]:
    """Yield the revisions of each document, earliest first."""

    def document(policy: Policy) -> tuple[str, ...]:
        lists = (policy.states, policy.states_excluded, policy.places)
        return (policy.payer, policy.line_of_business, policy.document or "", *(",".join(one) for one in lists))

    for _, group in groupby(sorted(policies, key=lambda one: (document(one), one.effective)), key=document):
        yield tuple(group)


def breaks(policies: Iterable[Policy]) -> list[str]:
    """Return where one revision does not end on the very day that the next one takes effect."""
    return [
        f"{first.id} ends {first.ended}, {second.id} takes effect {second.effective}"
        for revisions in documents(policies)
        for first, second in pairwise(revisions)
        if first.ended != second.effective
    ]


def test_revisions_neither_overlap_nor_leave_a_gap() -> None:
    assert breaks(POLICIES) == []


@pytest.mark.parametrize(
    ("ended", "is_broken"),
    [(date(2027, 1, 1), False), (date(2027, 1, 2), True), (date(2026, 12, 31), True), (None, True)],
    ids=["on the day", "a day of overlap", "a day of gap", "never ended"],
)
def test_an_overlap_or_a_gap_is_noticed(ended: date | None, *, is_broken: bool) -> None:
    first = policy_by_id("aetna/commercial_2026_01").model_copy(update={"ended": ended})
    second = first.model_copy(update={"effective": date(2027, 1, 1), "ended": None})
    elsewhere = second.model_copy(update={"states": ("WA",)})
    assert bool(breaks((second, elsewhere, first))) is is_broken


def test_the_day_before_the_first_revision_is_refused() -> None:
    for first, *_ in documents(POLICIES):
        plan = Plan(
            payer=first.payer_name,
            line_of_business=first.line_of_business,
            state=next(iter(first.states), "CA" if first.states_excluded else None),
            place_of_service=next(iter(first.places), None),
            on=first.effective,
        )
        assert choose_policy(plan) is first
        with pytest.raises(NoPolicyInEffect):
            choose_policy(plan._replace(on=first.effective - timedelta(days=1)))


@pytest.mark.parametrize(("policy", "kind"), REQUESTS, ids=REQUEST_IDS)
def test_clause_numbers_are_unique_and_quotes_short(policy: Policy, kind: RequestKind) -> None:
    criteria = list(walk(policy.requests[kind]))
    assert [clause for clause, times in Counter(one.clause for one in criteria).items() if times > 1] == []
    assert [one.clause for one in criteria if not 0 < len(one.says) <= 160] == []


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_one_clause_number_says_one_thing_in_both_requests(policy: Policy) -> None:
    """A number used in two kinds of request stands for the same words, so a confirmation of it cannot mislead."""
    leaf_words: dict[str, set[str]] = {}
    for criterion in policy.requests.values():
        for leaf in leaves(criterion):
            leaf_words.setdefault(leaf.clause, set()).add(leaf.says)
    assert [clause for clause, words in leaf_words.items() if len(words) > 1] == []


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_confidence_is_high_only_where_no_clause_is_left_unread(policy: Policy) -> None:
    criteria = [one for criterion in policy.requests.values() for one in walk(criterion)]
    unread = [one.clause for one in criteria if isinstance(one, ManualCheck) and one.not_read]

    assert policy.source.confidence is not Confidence.HIGH or unread == []
    assert policy.not_read or not unread


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_each_address_is_one_address(policy: Policy) -> None:
    addresses = [policy.source.url, *([policy.contact.source] if policy.contact else [])]
    assert [one for one in addresses if not re.fullmatch(r"https?://[^\s,;|]+", one) or one.count("://") != 1] == []


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(policy.id for policy in POLICIES).items() if times > 1] == []


def test_no_two_payers_share_a_name() -> None:
    payers: dict[str, set[str]] = {}
    for policy in POLICIES:
        for name in (policy.payer, policy.payer_name, *policy.names):
            payers.setdefault(re.sub(r"[^a-z0-9]", "", name.lower()), set()).add(policy.payer)
    assert {name: sharing for name, sharing in payers.items() if len(sharing) > 1} == {}


def test_every_module_is_a_policy_of_this_release() -> None:
    folder = Path(payer_rules.__file__).parent
    ids = [path.relative_to(folder).with_suffix("").as_posix() for path in REVISIONS]
    assert ids == sorted(policy.id for policy in payer_rules.POLICIES)


LANGUAGE = re.compile(r"datetime|priorauth\.clinical\.\w+|priorauth\.policy\.(criteria|model|process)")
OWN = re.compile(r"payer_rules\.\w+\.\w+")
DATA = (ast.Name, ast.Constant, ast.Attribute, ast.Tuple, ast.Dict, ast.Call, ast.keyword, ast.Load)


@pytest.mark.parametrize("path", [*DATA_FILES, *PROCESS_FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_payer_modules_are_nothing_but_data(path: Path) -> None:
    """A docstring, imports of the criterion language, and names in capitals that hold constructor calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the docstring names the document and its revision"
    imports = OWN if path.parent == Path(payer_rules.__file__).parent else LANGUAGE
    wrong = [node for statement in tree.body[1:] for node in not_data(statement, imports)]
    assert [f"line {node.lineno}: {ast.unparse(node)}" for node in wrong] == []


def not_data(statement: ast.stmt, imports: re.Pattern[str]) -> Iterator[ast.stmt | ast.expr]:
    """Yield whatever in a statement of a payer module is more than data."""
    match statement:
        case ast.ImportFrom(module=str(module), names=names, level=0):
            if not imports.fullmatch(module) or names[0].name == "*":
                yield statement
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.isupper():
            yield from (node for node in ast.walk(value) if isinstance(node, ast.expr) and not is_data(node))
        case _:
            yield statement


def is_data(node: ast.expr) -> bool:
    """Tell whether an expression is a literal, a name, a tuple, a constructor call or a word of a closed list."""
    match node:
        case ast.Call(func=ast.Name(), keywords=keywords):
            return all(keyword.arg for keyword in keywords)
        case ast.Call():
            return False
        case ast.Attribute(value=ast.Name(), attr=attr):
            return attr.isupper()
    return isinstance(node, DATA)


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from os import path",
        "from priorauth.review.conclude import review",
        "from priorauth.policy.criteria import *",
        "def more(): pass",
        "lower = 1",
        "FIRST = SECOND = 1",
        "BOUND = 7 + 8",
        "BOUND = -1",
        "CODES = [code for code in ()]",
        "WORDS = f'{CODES}'",
        "DAY = date.today()",
        "ALL = (*CODES,)",
        "AGE = Age(**FIELDS)",
        "BOUND = 15 if CODES else 14",
        "print(CODES)",
        "CODES += ('G43.709',)",
    ],
)
def test_more_than_data_is_noticed(line: str) -> None:
    assert list(not_data(ast.parse(line).body[0], LANGUAGE))


def test_the_readme_quotes_a_module_and_its_outline() -> None:
    folder = Path(payer_rules.__file__).parent
    readme = (folder / "README.md").read_text(encoding="utf-8")
    quoted = dict(re.findall(r"```(markdown|python)\n(.*?)```", readme, re.DOTALL))
    assert quoted["markdown"] in outline(policy_by_id("aetna/commercial_2026_01"))
    module = (folder / "aetna" / "commercial_2026_01.py").read_text(encoding="utf-8")
    assert without_indent(quoted["python"]) in without_indent(module)


def without_indent(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
