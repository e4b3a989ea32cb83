"""The commands that make cases from what a clinic has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from priorauth.cli.import_ccda import import_ccda
from priorauth.cli.import_diary import import_diary
from priorauth.cli.import_options import (
    AsOf,
    Kind,
    LineOfBusinessOption,
    OutFolder,
    Payer,
    Plan,
    State,
    day_of_request,
    request_options,
    write_cases,
)
from priorauth.cli.import_table import import_table
from priorauth.cli.options import Quiet
from priorauth.clinical.terms import RequestKind

import_app = typer.Typer(help="Make cases from what a clinic has.", no_args_is_help=True)
import_app.command("ccda")(import_ccda)
import_app.command("diary")(import_diary)


@import_app.command("fhir")
def import_fhir(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A FHIR R4 Bundle, or a bulk-export file or folder.")],
    out: OutFolder,
    as_of: AsOf = None,
    kind: Kind = RequestKind.INITIAL,
    payer: Payer = None,
    line_of_business: LineOfBusinessOption = None,
    plan: Plan = None,
    state: State = None,
    quiet: Quiet = False,
) -> None:
    """Make a case of every patient in a FHIR R4 file or folder; one who cannot become a case stops no other."""
    from priorauth.intake.fhir import ImportOptions, read_fhir

    options = request_options(
        ImportOptions,
        as_of=day_of_request(as_of),
        kind=kind,
        payer=payer,
        line_of_business=line_of_business,
        plan=plan,
        state=state,
    )
    write_cases(read_fhir, path, options, out, quiet=quiet)


import_app.command("table")(import_table)
