"""What can be read on a laid-out page, and what the clinic's own templates left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from priorauth.errors import RenderError
from priorauth.packet.exhibits import Exhibit
from priorauth.packet.letter import LetterContents
from priorauth.packet.pages import PacketContents
from priorauth.render.language import spoken
from priorauth.render.templates import language_of

DRAFT, OFFICE_MARK = "draft", "office"
"""Classes of the marks that a draft, and a paper of the office, must show."""
_WHITE, _SMALLEST = (1, 1, 1), 8 / 0.75
_SPACES = re.compile(r"[\s\u00ad\u200b]+")


class Seen(NamedTuple):
    """One page."""

    text: str
    """All that can be read, without its spaces."""
    marks: frozenset[str]
    """The classes of elements of which something can be read."""


END = Seen("", frozenset())
"""After the last page."""


def seen_on(page: Any) -> Seen:  # noqa: ANN401 - WeasyPrint has no types
    """Return what can be read on a page: not what is hidden, white, tiny, or beside the paper."""
    found: list[str] = []
    marks: set[str] = set()
    for box in page._page_box.descendants():
        text = getattr(box, "text", None)
        if text and _is_seen(box, page):
            found.append(text)
            marks.update((box.element.get("class") or "").split() if box.element is not None else ())
    return Seen(_bare("".join(found)), frozenset(marks))


def refuse_unmarked(pages: tuple[Seen, ...], mark: str, what: str) -> None:
    """Refuse a document whose first page does not show its mark; ``what`` is the document, such as "letter".

    Raises:
        RenderError: it does not.
    """
    if pages and mark not in pages[0].marks:
        raise _left_out(what, [f"the mark of the class {mark}"])


def refuse_incomplete_letter(letter: LetterContents, pages: tuple[Seen, ...]) -> None:
    """Refuse a letter that lacks what every letter must say.

    Raises:
        RenderError: it does, and what.
    """
    if pages and (missing := list(_of_letter(letter, pages))):
        raise _left_out("letter", missing)


def refuse_incomplete_packet(letter: LetterContents, contents: PacketContents, pages: tuple[Seen, ...]) -> None:
    """Refuse a packet that lacks what its letter, its crosswalk, its index and its exhibits must say.

    Raises:
        RenderError: it does, and what.
    """
    if pages and (missing := [*_of_letter(letter, pages), *_of_packet(contents, pages)]):
        raise _left_out("packet", missing)


def _left_out(what: str, missing: list[str]) -> RenderError:
    return RenderError(
        f"With your templates the {what} leaves out what it must show: {'; '.join(dict.fromkeys(missing))}. Put it "
        "back, or take the file that left it out from your folder. Nothing was written."
    )


def _of_letter(letter: LetterContents, pages: tuple[Seen, ...]) -> Iterator[str]:
    if letter.draft:
        word = _bare(language_of(spoken()).translated("DRAFT") or "")
        if DRAFT not in pages[0].marks:
            yield "the DRAFT mark at the top"
        yield from (f"DRAFT on page {at}" for at, page in enumerate(pages, start=1) if word not in page.text)
    whole = "".join(page.text for page in pages)
    for what, value in _facts(letter):
        if _bare(value) not in whole:
            yield what
    for at, page in enumerate(pages, start=1):
        if not re.search(rf"{at}\D+{len(pages)}(?!\d)", page.text):
            yield f"the number of page {at} and how many there are"


def _facts(letter: LetterContents) -> Iterator[tuple[str, str]]:
    yield "the patient's name", letter.patient.name
    yield "the payer's name", letter.payer_name
    yield "the case's number", letter.case_id
    for line in letter.request.codes:
        yield f"the code {line.code}", line.code
        yield f"the quantity of {line.code}", line.quantity
    for label, value in letter.request.facts:
        yield f"{label} of the request", value
    for answer in letter.answers:
        yield "an answer to a criterion", answer.because or ""
    if letter.prescriber:
        yield "the prescriber", letter.prescriber.name
        yield "the prescriber's NPI", letter.prescriber.npi or ""
    if letter.signed:
        yield "who signed", letter.signed.name
        yield "the SHA-256 of what was signed", letter.signed.content_sha256


def _of_packet(contents: PacketContents, pages: tuple[Seen, ...]) -> Iterator[str]:
    whole = "".join(page.text for page in pages)
    for row in contents.rows:
        if _bare(row.clause) not in whole or _bare(row.because or "") not in whole:
            yield f"clause {row.clause} and its answer"
    titles = [_bare(exhibit.title) for exhibit in contents.exhibits]
    # an exhibit bears its title, too: the index is where all of them stand together
    if not any(all(title in first.text + second.text for title in titles) for first, second in pairwise((*pages, END))):
        yield "the index of exhibits"
    for exhibit in contents.exhibits:
        if not exhibit.apart and not any(_stamp(exhibit) in page.text for page in pages):
            yield f"the stamp of Exhibit {exhibit.letter}"


def _stamp(exhibit: Exhibit) -> str:
    ends = dict.fromkeys((exhibit.stamped[0], exhibit.stamped[-1]))
    return f"{'–'.join(ends)}·"  # the word before it is that of the language


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _is_seen(box: Any, page: Any) -> bool:  # noqa: ANN401
    style = box.style
    color = style["color"]
    shown = style["visibility"] == "visible" and style["font_size"] >= _SMALLEST
    inked = color.alpha > 0.5 and tuple(round(part, 2) for part in color.coordinates) != _WHITE
    inside = 0 <= box.position_x < page.width and 0 <= box.position_y < page.height
    return shown and inked and inside
