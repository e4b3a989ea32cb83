"""The commands that make cases from what a clinic has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from priorauth.case.read import write_part
from priorauth.cli.clock import today
from priorauth.cli.import_diary import import_diary
from priorauth.cli.import_table import import_table
from priorauth.cli.options import Quiet
from priorauth.cli.show import console
from priorauth.cli.write import write_file
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.errors import CaseFileError

import_app = typer.Typer(help="Make cases from what a clinic has.", no_args_is_help=True)
import_app.command("diary")(import_diary)


@import_app.command("fhir")
def import_fhir(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A FHIR R4 Bundle, or a bulk-export file or folder.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write the cases to, one file each.")],
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the request; today if not given.")
    ] = None,
    kind: Annotated[RequestKind, typer.Option("--kind", help="Kind of request.")] = RequestKind.INITIAL,
    payer: Annotated[str | None, typer.Option("--payer", help="Payer; from the chart's Coverage if not given.")] = None,
    line_of_business: Annotated[
        LineOfBusiness | None, typer.Option("--line-of-business", help="Kind of plan; it chooses the policy.")
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="The plan's name.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Two letters; where policies differ by state.")] = None,
    quiet: Quiet = False,
) -> None:
    """Make a case of every patient in a FHIR R4 file or folder; one who cannot become a case stops no other."""
    from priorauth.intake.fhir import ImportOptions, read_fhir

    # a case is judged as of the day it is made for
    day = as_of.date() if as_of else today()
    options = ImportOptions(
        as_of=day, kind=kind, payer=payer, line_of_business=line_of_business, plan=plan, state=state
    )
    refused = 0

    def refuse(error: CaseFileError) -> None:
        nonlocal refused
        refused += 1
        console(stderr=True).print(f"priorauth: {error}", soft_wrap=True, markup=False)

    for imported in read_fhir(path, options, refuse):
        target = out / f"{imported.case.id}.json"
        write_file(target, write_part(imported.case))
        if not quiet:
            print(target)
        for note in imported.notes:
            console(stderr=True).print(f"{imported.case.id}: {note}", soft_wrap=True, markup=False)
    if refused:
        console(stderr=True).print(f"priorauth: patients who could not become a case: {refused}.", soft_wrap=True)
        raise typer.Exit(CaseFileError.exit_code)


import_app.command("table")(import_table)
