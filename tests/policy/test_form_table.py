"""A filled table makes the policy that it says, and nothing more; a bad cell is named by its row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import LineOfBusiness, Mechanism, Outcome, RequestKind, Toxin
from priorauth.errors import PolicyDataError
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    Criterion,
    DrugClass,
    HeadacheDays,
    ManualCheck,
    NotTolerated,
    PreventiveTrials,
    ProductIs,
    Response,
    Tried,
    walk,
)
from priorauth.policy.form.questions import CLAUSES
from priorauth.policy.form.table import COLUMNS, blank_table, policy_of_table
from priorauth.policy.model import Authorization, Confidence, Contact, Policy, Source

INITIAL, CONTINUATION = RequestKind.INITIAL, RequestKind.CONTINUATION
ABOUT = {
    "payer_name": "Example Health",
    "line_of_business": "commercial",
    "effective": "2026-01-01",
    "title": "Botulinum toxins",
    "address": "https://example.org/policy",
    "read_on": "2026-06-10",
}
Row = dict[str, str]


def row(key: str, answer: str, **cells: str) -> Row:
    return {"key": key, "answer": answer, **{name.replace("_", " "): value for name, value in cells.items()}}


def table(*rows: Row, **about: str) -> bytes:
    """A table with what every policy needs, and these rows."""
    written = io.StringIO()
    writer = csv.DictWriter(written, [*COLUMNS[:3], *COLUMNS[3:]])
    writer.writeheader()
    writer.writerows(row(key, answer) for key, answer in {**ABOUT, **about}.items() if answer)
    writer.writerows({name.replace("words", "payer's words"): cell for name, cell in one.items()} for one in rows)
    return written.getvalue().encode()


def made(*rows: Row, **about: str) -> Policy:
    return policy_of_table(table(*rows, **about), "own.csv")


def asked(policy: Policy, kind: RequestKind) -> tuple[Criterion, ...]:
    whole = policy.requests[kind]
    assert isinstance(whole, AllOf)
    return whole.criteria


def silent(*rows: Row, **about: str) -> Policy:
    """A policy whose blank rows are silent, so that only ``rows`` are asked."""
    return made(*rows, blank_means="silent", **about)


def test_the_blank_table_opens_in_a_spreadsheet_and_names_every_question() -> None:
    text = blank_table()
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    keys = [line[0] for line in lines if not line[0].startswith("#")]

    assert text.startswith(b"\xef\xbb\xbf")
    assert lines[0][0].startswith("# One payer document, one edition.")
    assert keys[0] == "key"
    assert len(set(keys)) == len(keys)
    assert {question.key for question in CLAUSES} <= set(keys)


def test_the_blank_table_itself_says_what_is_missing() -> None:
    with pytest.raises(PolicyDataError) as caught:
        policy_of_table(blank_table(), "blank.csv")
    assert str(caught.value) == 'blank.csv: the row payer_name has no answer. It asks: "Who is the payer?"'


def test_what_is_said_of_the_document_is_taken_up() -> None:
    policy = silent(
        row("product", "Botox"),
        row("note", "Ask for the form."),
        row("note", "Closed on Fridays."),
        names="EH; Example",
        states="ct, NY",
        number="M-1",
        read="whole",
        fax="555-0100",
        form="Form 7",
        lasts="12 months",
        mechanism="claim attachment",
        document="plus",
        ended="2027-01-01",
    )

    assert policy == Policy(
        payer="example_health",
        payer_name="Example Health",
        names=("EH", "Example"),
        line_of_business=LineOfBusiness.COMMERCIAL,
        document="plus",
        states=("CT", "NY"),
        effective=date(2026, 1, 1),
        ended=date(2027, 1, 1),
        source=Source(
            number="M-1",
            title="Botulinum toxins",
            revision="2026-01-01",
            url="https://example.org/policy",
            read_on="2026-06-10",
            confidence=Confidence.HIGH,
        ),
        numbering="ours",
        requests={
            kind: AllOf(
                clause=kind,
                says=f"all that is asked of the {kind} request",
                criteria=(ProductIs(clause="product", says="the product is Botox", any_of=(Toxin.BOTOX,)),),
            )
            for kind in (INITIAL, CONTINUATION)
        },
        silent_on=policy.silent_on,
        notes=("Ask for the form.", "Closed on Fridays."),
        authorization={kind: Authorization(lasts_at_most=months(12)) for kind in (INITIAL, CONTINUATION)},
        contact=Contact(fax="555-0100", form="Form 7", read_on="2026-06-10", source="https://example.org/policy"),
        mechanism=Mechanism.CLAIM_ATTACHMENT,
    )


def test_a_document_without_a_date_holds_from_the_day_it_was_read() -> None:
    policy = made(row("age", "18"), effective="", read_on="2026-06")
    assert (policy.effective, policy.undated) == (date(2026, 6, 1), True)


def test_nothing_answered_leaves_every_criterion_to_a_person() -> None:
    """No number of ours: whatever nobody read is a question, for both kinds of request."""
    policy = made()

    for kind in (INITIAL, CONTINUATION):
        assert all(isinstance(one, ManualCheck) and one.not_read for one in asked(policy, kind))
    subjects = {question.subject for question in CLAUSES if question.topic and not question.in_trials}
    assert subjects - {one.partition(" (")[0] for one in policy.not_read} == set()
    assert "failed preventives (initial request)" in policy.not_read
    assert "which criteria of a first request are asked again (continuation request)" in policy.not_read
    assert policy.silent_on == ()
    assert policy.source.confidence is Confidence.MEDIUM


def test_silent_and_not_read_are_two_things() -> None:
    policy = made(row("age", "silent"), row("dose", "not read"), blank_means="silent")

    assert "age" in policy.silent_on
    assert "dose" not in policy.silent_on
    assert policy.not_read == ("dose",)
    assert [one.says for one in asked(policy, INITIAL)] == ["what is asked of dose"]


def test_a_row_keeps_its_clause_page_and_words() -> None:
    policy = silent(row("age", "18 or older", clause="3.1.a", page="6", words="Member is 18 or older"))

    assert asked(policy, INITIAL) == (
        Age(clause="3.1.a", page=6, says="Member is 18 or older", quoted=True, at_least=18),
    )
    assert policy.numbering == "payer"
    assert silent(row("age", "18", clause="3"), row("product", "Botox")).numbering == "ours"


def test_the_rows_on_failed_preventives_make_one_criterion() -> None:
    policy = silent(
        row("trials", "2", clause="3.2", words="two drugs"),
        row("trial_classes", "2"),
        row("trial_length", "8 weeks"),
        row("trial_outcomes", "inadequate response"),
        row("trial_not_tolerated", "yes"),
        row("trial_contraindicated", "no"),
        row("trial_class", "beta-blocker (e.g. propranolol)"),
        row("trial_class", "antiepileptic (only topiramate)"),
        requests="initial",
    )

    assert asked(policy, INITIAL) == (
        PreventiveTrials(
            clause="3.2",
            says="two drugs",
            quoted=True,
            drugs_at_least=2,
            classes_at_least=2,
            classes=(
                DrugClass(name="beta-blocker", drugs=("propranolol",), counted_as=("beta-blocker",), open_list=True),
                DrugClass(name="antiepileptic", drugs=("topiramate",)),
            ),
            counts_if=(
                Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=weeks(8)),
                NotTolerated(),
            ),
        ),
    )


def test_what_of_the_trials_was_not_read_is_left_to_a_person() -> None:
    policy = made(row("trials", "3"), requests="initial")
    trials, *rest = asked(policy, INITIAL)

    assert trials == PreventiveTrials(clause="trials", says="3 preventives", drugs_at_least=3, counts_if=(Tried(),))
    said = (
        "what is asked of number of classes, length of a trial, outcome of a trial, intolerance of a preventive, "
        "contraindication of a preventive, list of preventives"
    )
    assert said in [one.says for one in rest]
    assert "list of preventives" in policy.not_read


def test_rows_with_the_same_word_are_alternatives() -> None:
    policy = silent(
        row("response", "at least 7 days fewer", one_of="better"),
        row("product", "Botox", requests="continuation"),
        row("response", "at least 100 hours fewer", one_of="better"),
        requests="continuation",
    )

    assert asked(policy, CONTINUATION) == (
        AnyOf(
            clause="continuation.better",
            says="any one of these is enough",
            criteria=(
                Response(
                    clause="response.1",
                    says="less headache than before treatment: at least 7 days fewer",
                    fewer_days_at_least=7,
                ),
                Response(
                    clause="response.2",
                    says="less headache than before treatment: at least 100 hours fewer",
                    fewer_hours_at_least=100,
                ),
            ),
        ),
        ProductIs(clause="product", says="the product is Botox", any_of=(Toxin.BOTOX,)),
    )


def test_one_clause_may_ask_other_things_of_each_kind_of_request() -> None:
    policy = silent(
        row("headache_days", "at least 15", requests="initial", clause="4"),
        row("headache_days", "less than 15", requests="continuation", clause="4"),
    )
    bounds = [
        (one.per_month_at_least, one.per_month_less_than)
        for kind in (INITIAL, CONTINUATION)
        for one in asked(policy, kind)
        if isinstance(one, HeadacheDays)
    ]
    assert bounds == [(15, None), (None, 15)]


@pytest.mark.parametrize(
    ("rows", "about", "words"),
    [
        ([row("age", "adult")], {}, "own.csv, row 8, column answer (age): expected a number that says its direction"),
        ([row("headache_days", "15")], {}, "row 8, column answer (headache_days): expected a number that says"),
        ([row("agee", "18")], {}, "own.csv, row 8, column key: expected a key of the blank table"),
        ([row("age", "18", page="six")], {}, "row 8, column page: expected the number of a page, such as 6."),
        (
            [row("age", "18", requests="first")],
            {},
            "row 8, column requests: expected one of: initial, continuation, both",
        ),
        (
            [row("age", "18", words="x" * 161)],
            {},
            "row 8, column payer's words: expected at most 160 characters, not 161",
        ),
        ([row("age", "", clause="3.1")], {}, "row 8, column answer: expected an answer, since the row names a clause"),
        (
            [row("age", "18", clause="3"), row("dose", "at most 200", clause="3")],
            {},
            'row 9, column clause (dose): expected a number of its own, such as "3 (2)": own.csv, row 8 has it too.',
        ),
        (
            [row("trial_length", "8 weeks")],
            {},
            'row 8, column key (trial_length): expected an answer to the row "trials"',
        ),
        (
            [row("trials", "1"), row("trial_classes", "2")],
            {},
            "row 8, column answer (trials): expected something else (clause trials: more classes than drugs",
        ),
        ([row("trials", "1"), row("trials", "2")], {}, "row 9, column answer (trials): expected one row of this"),
        ([row("title", "Another")], {}, "column key (title): expected one row of this only."),
        ([], {"title": ""}, 'own.csv: the row title has no answer. It asks: "Title of the document"'),
        (
            [],
            {"effective": "1/2/2026"},
            "own.csv, row 4, column answer (effective): expected a date such as 2026-01-31",
        ),
        ([], {"address": "example.org"}, "row 6, column answer (address): expected exactly one web address"),
        (
            [],
            {"line_of_business": "PPO"},
            "row 3, column answer (line_of_business): expected one of: commercial, medicare",
        ),
        ([], {"read": "whole"}, "row 8, column answer (read): expected part, since some rows are blank"),
        ([], {"blank_means": "silent"}, "Of the initial request nothing is asked."),
        ([], {"ended": "2025-01-01"}, "own.csv, field the top level: example_health/commercial_2026_01 ends on"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(rows: list[Row], about: dict[str, str], words: str) -> None:
    with pytest.raises(PolicyDataError) as caught:
        made(*rows, **about)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


NUMBERED: dict[str, Callable[[int], str]] = {
    "age": "{}".format,
    "headache_days": "at least {}".format,
    "trials": "{}".format,
    "trial_length": "{} weeks".format,
    "dose": "at most {} units".format,
    "interval": "{} weeks".format,
    "response": "at least {} percent".format,
}


@given(st.dictionaries(st.sampled_from(sorted(NUMBERED)), st.integers(2, 99)))
def test_every_bound_of_a_policy_stands_in_the_table(answers: dict[str, int]) -> None:
    """Whatever is answered and whatever is not, no limit appears that nobody wrote down."""
    answers = {"trials": 2, **answers} if "trial_length" in answers else answers
    policy = made(*(row(key, NUMBERED[key](number)) for key, number in answers.items()))
    bounds = {number for kind in policy.requests for one in walk(policy.requests[kind]) for number in _numbers(one)}

    # one class is what the language says where a policy names no number of them
    assert bounds - {1} <= set(answers.values())


def _numbers(value: Any) -> set[int]:
    fields = {
        name: getattr(value, name) for name in type(value).model_fields if name not in ("clause", "page", "criteria")
    }
    found: set[int] = set()
    for one in fields.values():
        if isinstance(one, int | float) and not isinstance(one, bool):
            found.add(int(one))
        elif hasattr(one, "count") and hasattr(one, "unit"):
            found.add(one.count)
        elif isinstance(one, tuple):
            found |= {number for item in one if hasattr(type(item), "model_fields") for number in _numbers(item)}
    return found
