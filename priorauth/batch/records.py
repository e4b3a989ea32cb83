"""Records that are not yet cases, as sources of a run: FHIR, C-CDA and tables, each by its reader in intake/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from priorauth.batch.rows import without_names
from priorauth.case.read import write_part
from priorauth.errors import CaseFileError, IncompleteImport, PriorAuthError
from priorauth.intake.table.report import BadCell, TableOptions
from priorauth.review.words import sentence

if TYPE_CHECKING:
    from priorauth.intake.fhir import Imported
    from priorauth.intake.table import FromTable, TableMap
    from priorauth.intake.table.grid import Table


class Found(NamedTuple):
    """One case of a source, or why there is none in that place."""

    within: str
    """The place within the input, such as "line 17"; empty for a file that holds one case."""
    content: bytes = b""
    """The JSON of a case."""
    fault: str = ""
    exit_code: int = CaseFileError.exit_code
    """Of the fault."""
    notes: tuple[str, ...] = ()
    """What the office should know of how the case was made."""
    folder: Path | str | None = None
    """Where the case file lies, a path or an address: a case names its documents from there."""


class CaseSource(Protocol):
    """Anything that hands over cases, one after the other, always in the same order."""

    def count(self) -> int | None:
        """Return how many there are, or None where that is not known beforehand."""

    def __iter__(self) -> Iterator[Found]:
        """Yield every case; what cannot be read is yielded with its fault, and the next one follows."""


class RecordOptions(NamedTuple):
    """What records cannot know."""

    options: TableOptions
    map_file: Path | None = None
    """Mapping of a table's columns."""


class Records:
    """A FHIR R4 Bundle or bulk export, or C-CDA documents: one case for each patient."""

    def __init__(self, path: Path, options: RecordOptions, *, ccda: bool = False) -> None:
        self._path, self._options, self._ccda = path, options.options, ccda

    def count(self) -> None:
        """Return None: how many patients there are is seen by reading."""

    def __iter__(self) -> Iterator[Found]:
        """Yield every patient; one who cannot become a case is yielded with the reason."""
        for number, one in enumerate(self._each(), start=1):
            if isinstance(one, PriorAuthError):
                yield _fault(f"patient {number}", one, self._path)
            else:
                names = _names(self._path) if one.notes else {}
                notes = tuple(without_names(note, names) for note in one.notes)
                yield Found(f"patient {number}", write_part(one.case), notes=notes)

    def _each(self) -> Iterator[Imported | PriorAuthError]:
        from priorauth.intake.ccda import read_ccda
        from priorauth.intake.fhir import read_fhir

        read = read_ccda if self._ccda else read_fhir
        refused: list[PriorAuthError] = []
        # whose request it is stands in the record: a payer of the run fills in only where the record names none
        options = self._options.model_copy(update={"payer": None})
        try:
            for imported in read(self._path, options, refused.append):
                yield from _taken(refused)
                yield imported
        except PriorAuthError as error:
            refused.append(CaseFileError(f"{error} What comes after this was not read."))
        except Exception as error:  # its message may hold patient data
            said = f"The reader failed ({type(error).__name__}). What comes after this was not read. Please report it."
            refused.append(CaseFileError(said))
        yield from refused


class TableRows:
    """A workbook or CSV file, by a saved mapping or by headings of which there is no doubt."""

    def __init__(self, path: Path, options: RecordOptions) -> None:
        self._path, self._options = path, options

    def count(self) -> None:
        """Return None: how many cases there are is seen by reading."""

    def __iter__(self) -> Iterator[Found]:
        """Yield every case; a cell that cannot be read, and a case that lacks something, are faults."""
        from priorauth.intake.table import open_table, read_table

        try:
            table = open_table(self._path)
            for one in read_table(table, self._mapping(table), self._options.options):
                yield self._found(one)
        except PriorAuthError as error:
            yield _fault("", error, self._path)

    def _mapping(self, table: Table) -> TableMap:
        from priorauth.intake.table import guess_map, read_map

        if self._options.map_file is not None:
            return read_map(self._options.map_file)
        known, guesses = guess_map(table)
        unsure = [guess for guess in guesses if guess.perhaps or (guess.target and guess.sure < 100)]
        if unsure:
            raise CaseFileError(
                f"{self._path.name}: what column {unsure[0].column} stands for is a guess. Look at it with "
                "`priorauth import table FILE --save-map map.toml`, then give --map map.toml."
            )
        return known

    def _found(self, one: FromTable | BadCell) -> Found:
        if isinstance(one, BadCell):
            return _fault(f"row {one.row}", IncompleteImport(str(one)), self._path)
        if one.is_case:
            return Found(f"case {one.part.id}", write_part(one.part), folder=self._path.parent)
        missing = ", ".join(one.missing)
        return Found(f"case {one.part.id}", fault=f"No whole case, a part of one. Missing: {missing}.")


def _taken(errors: list[PriorAuthError]) -> list[PriorAuthError]:
    taken, errors[:] = list(errors), []
    return taken


def _fault(within: str, error: PriorAuthError, path: Path) -> Found:
    return Found(within, fault=sentence(without_names(str(error), _names(path))), exit_code=error.exit_code)


def _names(path: Path) -> dict[str, str]:
    """Return every name by which a reader may call the file, or a file of the folder, with what to call it instead."""
    inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else []
    numbered = {name: f"file {number}" for number, one in enumerate(inside, 1) for name in (str(one), one.name)}
    the_whole = "the folder" if path.is_dir() else "the file"
    return {**numbered, str(path): the_whole, path.name: the_whole}
