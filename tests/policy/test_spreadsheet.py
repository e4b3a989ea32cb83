"""Tables as spreadsheets save them, with their rows numbered as a person sees them."""

from __future__ import annotations

import pytest

from priorauth.errors import PolicyDataError
from priorauth.policy.spreadsheet import read_sheet

COLUMNS = ("key", "answer")


def rows(text: str | bytes) -> list[tuple[int, str, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [(row.number, row["key"], row["answer"]) for row in read_sheet(content, "t.csv", COLUMNS, COLUMNS)]


@pytest.mark.parametrize(
    "content",
    [
        "key,answer\nage,18 – 20\n",
        "key;answer\r\nage;18 – 20\r\n",
        "key\tanswer\nage\t18 – 20",
        "\ufeffkey,answer\nage,18 – 20\n",
        "Key , ANSWER,,\nage, 18 – 20 ,,\n",
        "answer,key\n18 – 20,age\n",
        "key,answer\nage,18 – 20\n".encode("cp1252"),
        "key\tanswer\nage\t18 – 20\n".encode("utf-16"),
    ],
    ids=["comma", "semicolon", "tab", "byte-order mark", "empty columns", "other order", "Windows", "UTF-16"],
)
def test_every_way_a_spreadsheet_saves_is_read(content: str | bytes) -> None:
    assert rows(content) == [(2, "age", "18 – 20")]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    text = '"# a, comment"\nkey,answer\n\nage,"18\nor more"\n# another\nsex,none\n'
    assert rows(text) == [(4, "age", "18\nor more"), (6, "sex", "none")]


def test_a_cell_that_is_not_there_is_empty() -> None:
    assert rows("key,answer\nage\n") == [(2, "age", "")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t.csv: the table is empty. Expected the columns: key, answer."),
        ("# only a comment\n", "the table is empty"),
        ("key,anwser\n", 't.csv, row 1: "anwser" is no column of this table. Known: key, answer.'),
        ("key,key,answer\n", 't.csv, row 1: the column "key" stands twice'),
        ("key\nage\n", 't.csv, row 1: the column "answer" is missing.'),
        ("key,answer\nage,18,19\n", "t.csv, row 2: there are more cells than columns"),
        (b"PK\x03\x04\x00\x00", "t.csv: this is a workbook. Save the sheet as CSV"),
    ],
    ids=["empty", "a comment", "a column misspelled", "a column twice", "a column missing", "a cell too many", "XLSX"],
)
def test_another_table_is_refused_with_its_place(text: str | bytes, words: str) -> None:
    with pytest.raises(PolicyDataError) as caught:
        rows(text)
    assert words in str(caught.value)
