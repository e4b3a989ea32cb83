"""The table that a billing specialist fills: the blank one with its comments, and a filled one read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from priorauth.policy.form import cells
from priorauth.policy.form.answers import Answer
from priorauth.policy.form.build import build_policy
from priorauth.policy.form.cells import CellFault
from priorauth.policy.form.questions import ABOUT, BY_KEY, CLAUSES, ClauseQuestion, Kinds, Question
from priorauth.policy.model import Policy
from priorauth.policy.spreadsheet import SheetRow, read_sheet

WORDS = "payer's words"
COLUMNS = ("key", "question", "what to write", "answer", "requests", "clause", "page", WORDS, "one of")
_LONGEST_WORDS = 160
_COMMENTS = (
    "# One payer document, one edition. Fill the column answer; save as CSV; then: priorauth policy new THIS_FILE",
    "# Write only what the document says. Never fill a gap with another payer's number.",
    '# An answer can also be "silent": you read for it, and the document does not say it.',
    '# Or it can be "not read", which is what a blank one means: a person is then asked to read the text.',
    "# requests: initial, continuation or both. Copy a row to answer it twice; rows may stand in any order.",
    "# clause and page: where the document says it. Format both columns as text: 3.10 must not become 3.1.",
    f"# {WORDS}: at most {_LONGEST_WORDS} characters of its own wording; if blank, our words are printed.",
    "# one of: rows with the same word here are alternatives; any one of them is enough.",
)
_OF_CLAUSES = "# What it asks of a request"


def blank_table() -> bytes:
    """Return the blank table as CSV that spreadsheets open: a byte-order mark, comments, one row for each question."""
    return filled_table(())


def filled_table(answers: Sequence[Answer]) -> bytes:
    """Return the table with these answers in it, to go on with in a spreadsheet."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows([comment] for comment in _COMMENTS)
    writer.writerow(COLUMNS)
    writer.writerows(row for one in ABOUT for row in _rows_of(one, answers))
    writer.writerow([_OF_CLAUSES])
    writer.writerows(row for one in CLAUSES for row in _rows_of(one, answers))
    return written.getvalue().encode("utf-8-sig")


def _rows_of(question: Question, answers: Sequence[Answer]) -> Iterator[tuple[object, ...]]:
    given = [one for one in answers if one.key == question.key]
    usual = question.requests if isinstance(question, ClauseQuestion) else ""
    for one in given:
        requests = one.requests if one.is_clause else ""
        place = (one.clause or "", one.page or "", one.words or "", one.one_of or "")
        yield (question.key, question.asks, question.expected, one.said, requests, *place)
    if not given:
        yield (question.key, question.asks, question.expected, "", usual)


def policy_of_table(content: bytes, name: str) -> Policy:
    """Return the policy that a filled table makes; ``name`` is what errors call the file.

    Raises:
        PolicyDataError: a cell is not as expected; the message names its row and column.
    """
    rows = read_sheet(content, name, COLUMNS, ("key", "answer"))
    return build_policy(tuple(_answers(rows)), name)


def _answers(rows: Iterable[SheetRow]) -> Iterator[Answer]:
    for row in rows:
        if row["key"] not in BY_KEY:
            raise row.fault("key", "a key of the blank table (`priorauth policy new --table-template FILE`)")
        if row["answer"]:
            yield _answer(row)
        elif row[WORDS] or row["clause"]:
            raise row.fault("answer", "an answer, since the row names a clause or the payer's words")


def _answer(row: SheetRow) -> Answer:
    question = BY_KEY[row["key"]]
    usual = question.requests if isinstance(question, ClauseQuestion) else Kinds.BOTH
    if len(row[WORDS]) > _LONGEST_WORDS:
        raise row.fault(WORDS, f"at most {_LONGEST_WORDS} characters, not {len(row[WORDS])}")
    try:
        requests = cells.one_of(Kinds)(row["requests"]) if row["requests"] else usual
    except CellFault as fault:
        raise row.fault("requests", str(fault)) from None
    try:
        page = cells.page(row["page"]) if row["page"] else None
    except CellFault as fault:
        raise row.fault("page", str(fault)) from None
    return Answer(
        key=row["key"],
        said=row["answer"],
        requests=requests,
        clause=row["clause"] or None,
        page=page,
        words=row[WORDS] or None,
        one_of=row["one of"] or None,
        where=f"{row.table}, row {row.number}",
    )
