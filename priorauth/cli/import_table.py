"""The command that makes cases from a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table as Shown
from rich.text import Text

from priorauth.case.read import write_part
from priorauth.cli.clock import today
from priorauth.cli.import_options import request_options
from priorauth.cli.options import Quiet
from priorauth.cli.show import LIST_WIDTH, console
from priorauth.cli.write import write_file
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.clinical.written_dates import DateOrder
from priorauth.errors import IncompleteImport

if TYPE_CHECKING:
    from priorauth.intake.table import FromTable, Guess, TableMap, TableOptions
    from priorauth.intake.table.grid import Table

_DAY = ["%Y-%m-%d"]


def import_table(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A table: CSV or XLSX.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write the cases to, one file each.")] = None,
    map_file: Annotated[Path | None, typer.Option("--map", help="Saved mapping of the columns (TOML).")] = None,
    save_map: Annotated[Path | None, typer.Option("--save-map", help="Write the guessed mapping to this file.")] = None,
    template: Annotated[Path | None, typer.Option("--template", help="Write an empty workbook to fill in.")] = None,
    dates: Annotated[
        DateOrder | None, typer.Option("--dates", help="Which number of 3/4/2024 is the month; us if not given.")
    ] = None,
    entered_by: Annotated[
        str | None, typer.Option("--entered-by", help="Who vouches for rows that name no document of the chart.")
    ] = None,
    entered_on: Annotated[
        datetime | None, typer.Option("--entered-on", formats=_DAY, help="The day they did; today if not given.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=_DAY, help="Day of requests that name none; or today."),
    ] = None,
    kind: Annotated[
        RequestKind, typer.Option("--kind", help="Kind of request, where the table does not say.")
    ] = RequestKind.INITIAL,
    payer: Annotated[str | None, typer.Option("--payer", help="Payer, where the table does not say.")] = None,
    line_of_business: Annotated[
        LineOfBusiness | None, typer.Option("--line-of-business", help="Kind of plan, where the table does not say.")
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="The plan's name, where the table does not say.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Two letters, where the table does not say.")] = None,
    quiet: Quiet = False,
) -> None:
    """Make a case of every patient in a spreadsheet; without --out only show what would be read."""
    from priorauth.intake import table as tables

    if template is not None:
        write_file(template, tables.template())
        print(template)
    if file is None:
        if template is None:
            raise typer.BadParameter("name a FILE, or give --template FILE.xlsx")
        return
    made_on = today()
    options = request_options(
        tables.TableOptions,
        as_of=as_of.date() if as_of else made_on,
        kind=kind,
        payer=payer,
        line_of_business=line_of_business,
        plan=plan,
        state=state,
        entered_by=entered_by,
        entered_on=entered_on.date() if entered_on else made_on,
    )
    opened = tables.open_table(file)
    known = _mapping(opened, map_file, dates, save_map, quiet=quiet)
    _import(opened, known, options, out, quiet=quiet)


def _mapping(
    opened: Table, map_file: Path | None, dates: DateOrder | None, save_map: Path | None, *, quiet: bool
) -> TableMap:
    from priorauth.intake import table as tables

    say = console(stderr=True)
    no_guesses: tuple[Guess, ...] = ()
    for note in opened.notes:
        say.print(Text(f"{opened.file}: {note}"), soft_wrap=True)
    if map_file is not None:
        known, guesses = tables.read_map(map_file), no_guesses
        known = known.model_copy(update={"dates": dates}) if dates else known
    else:
        known, guesses = tables.guess_map(opened, dates or DateOrder.US)
    # a guess by likeness is never used without a word
    if guesses and (not quiet or any(guess.target and guess.sure < 100 for guess in guesses)):
        _show_guesses(guesses)
    for sheet in opened.sheets:
        if sheet.name not in known.sheets and not quiet:
            say.print(Text(f"{opened.file}: sheet {sheet.name} is not read: no headings, or not in the mapping."))
    if save_map is not None:
        remarks = {(guess.sheet, guess.header): _remark(guess) for guess in guesses}
        write_file(save_map, tables.map_as_toml(known, remarks).encode())
    return known


def _import(opened: Table, known: TableMap, options: TableOptions, out: Path | None, *, quiet: bool) -> None:
    from priorauth.intake import table as tables

    say = console(stderr=True)
    bad = 0
    for one in tables.read_table(opened, known, options):
        if isinstance(one, tables.BadCell):
            bad += 1
            say.print(Text(str(one)), soft_wrap=True)
        else:
            _write(one, out, quiet=quiet)
    if out is None and not quiet:
        say.print("Nothing was written: --out DIR writes the cases.")
    if bad:
        said = (
            "1 cell or row could not be read and is" if bad == 1 else f"{bad} cells or rows could not be read and are"
        )
        raise IncompleteImport(f"{said} listed above; everything else was read.")


def _write(one: FromTable, out: Path | None, *, quiet: bool) -> None:
    name = f"{one.part.id}.json" if one.is_case else f"{one.part.id}.part.json"
    if out is not None:
        write_file(out / name, write_part(one.part))
    if not quiet:
        print(out / name if out is not None else name)
        if one.missing:
            said = f"{one.part.id}: no whole case, a part of one. Missing: {', '.join(one.missing)}."
            console(stderr=True).print(Text(said), soft_wrap=True)


def _show_guesses(guesses: tuple[Guess, ...]) -> None:
    shown = Shown(box=None, pad_edge=False, header_style="bold")
    for title in ("sheet", "column", "heading", "read as", "how sure"):
        shown.add_column(title, overflow="fold")
    for guess in (one for one in guesses if not one.is_of_template):
        shown.add_row(Text(guess.sheet), guess.column, Text(guess.header), guess.target or "not read", _remark(guess))
    out = console(stderr=True, pipe_width=LIST_WIDTH)
    if shown.row_count:
        out.print(shown)
    known = sum(guess.is_of_template for guess in guesses)
    if known:
        out.print(f"{known} headings are those of the template.")
    out.print("Wrong, or not read? Write the guess to a file with --save-map, correct it, and read with --map.")


def _remark(guess: Guess) -> str:
    if guess.taken:
        return f"two columns for {guess.perhaps}: choose one"
    if guess.perhaps:
        return f"perhaps {guess.perhaps} ({guess.sure} %)"
    if not guess.target:
        return "no field is like it"
    return "known heading" if guess.sure == 100 else f"much like it ({guess.sure} %): look"
