"""Parses one XML file into elements that know their line, and refuses what is unsafe, too large or not C-CDA.

Expat alone, with every document type declaration refused: without one there are no entities to expand or to fetch.
The standard tree builder would not tell the line that an entry stands on, which notes and errors name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from priorauth.errors import CaseFileError

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_ELEMENTS = 500_000
DEEPEST = 200

HL7 = "urn:hl7-org:v3"
_SDTC = "urn:hl7-org:sdtc"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {HL7: "", _SDTC: "sdtc:", _XSI: "xsi:"}
_BLOCK = 1 << 16
_EXPORT_ANEW = "Export the document anew as C-CDA."


class Element:
    """One XML element; names of HL7 stand without a prefix, those of its extension as "sdtc:name"."""

    __slots__ = ("attributes", "line", "name", "pieces")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        # text and elements, in their order: the narrative mixes both
        self.pieces: list[str | Element] = []

    def get(self, attribute: str) -> str | None:
        """Return an attribute without the space around it, or None where it is missing or empty."""
        return (self.attributes.get(attribute) or "").strip() or None

    @property
    def children(self) -> Iterator[Element]:
        """The elements right inside, in the order of the document."""
        return (piece for piece in self.pieces if not isinstance(piece, str))

    def all(self, *path: str) -> Iterator[Element]:
        """Yield the elements that a path of names leads to, in the order of the document."""
        name, *rest = path
        for child in self.children:
            if child.name == name:
                yield from child.all(*rest) if rest else (child,)

    def first(self, *path: str) -> Element | None:
        """Return the first element that a path leads to, or None."""
        return next(self.all(*path), None)

    @property
    def text(self) -> str:
        """All text inside, with single spaces."""
        return " ".join("".join(_texts(self)).split())

    @property
    def is_null(self) -> bool:
        """True where the document says that the element says nothing."""
        return self.get("nullFlavor") is not None


def read_xml(path: Path) -> Element:
    """Return the root of a C-CDA document.

    Raises:
        CaseFileError: the file cannot be read, is not XML, is unsafe, is too large, or is no ClinicalDocument.
    """
    builder = _Builder(path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        with path.open("rb") as file:
            builder.parse(file)
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the document.") from error
    root = builder.root
    if root is None or root.name != "ClinicalDocument":
        line = root.line if root is not None else 1
        raise CaseFileError(f"{path.name}, line {line}: expected a ClinicalDocument of HL7. {_EXPORT_ANEW}")
    return root


class _Builder:
    """Builds the elements of one file, within the limits."""

    def __init__(self, file: str) -> None:
        self.root: Element | None = None
        self._file = file
        self._open: list[Element] = []
        self._count = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_declaration
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def parse(self, file: IO[bytes]) -> None:
        """Parse a whole file, block by block.

        Raises:
            CaseFileError: it is not XML, is unsafe, or goes beyond a limit.
        """
        read = 0
        while block := file.read(_BLOCK):
            read += len(block)
            if read > MOST_BYTES:
                raise _too_large(self._file)
            self._feed(block)
        self._feed(b"", is_last=True)

    def _feed(self, block: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(block, is_last)
        except expat.ExpatError as error:
            fault = f"line {error.lineno}: not XML ({expat.ErrorString(error.code)})"
        except (LookupError, ValueError):
            # expat asks Python for encodings that it does not know itself
            fault = "line 1: its encoding cannot be read"
        else:
            return
        # raised out here, so that what was read of the chart does not travel along
        raise CaseFileError(f"{self._file}, {fault}. {_EXPORT_ANEW}")

    def _refuse_declaration(self, *_: object) -> None:
        raise CaseFileError(
            f"{self._file}, line {self._parser.CurrentLineNumber}: holds a document type declaration, which is not "
            f"safe and has no place in C-CDA. {_EXPORT_ANEW}"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise CaseFileError(
                f"{self._file}, line {self._parser.CurrentLineNumber}: more than {MOST_ELEMENTS:,} elements, or more "
                f"than {DEEPEST} inside one another. Export a shorter time."
            )
        known = {_plain(key): value for key, value in attributes.items()}
        element = Element(_plain(name), known, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].pieces.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)


def _too_large(file: str) -> CaseFileError:
    return CaseFileError(
        f"{file}: larger than {MOST_BYTES // MEGABYTE} MB. Export a shorter time, or without attachments."
    )


def _plain(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    # a name of another namespace keeps it, so that it is never taken for one of HL7
    return f"{_PREFIXES[namespace]}{local}" if namespace in _PREFIXES else name


def _texts(element: Element) -> Iterator[str]:
    for piece in element.pieces:
        if isinstance(piece, str):
            yield piece
        else:
            # cells and lines of a narrative stand apart, though no space may be written between them
            yield " "
            yield from _texts(piece)
            yield " "
