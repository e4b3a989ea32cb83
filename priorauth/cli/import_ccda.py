"""The command that makes cases from C-CDA documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from priorauth.cli.options import Quiet
from priorauth.clinical.terms import RequestKind


def import_ccda(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A C-CDA document (XML), or a folder of them.")],
    out: OutFolder,
    as_of: AsOf = None,
    kind: Kind = RequestKind.INITIAL,
    payer: Payer = None,
    line_of_business: LineOfBusinessOption = None,
    plan: Plan = None,
    state: State = None,
    quiet: Quiet = False,
) -> None:
    """Make a case of every patient in C-CDA documents; one document that cannot be read stops no other."""
    from priorauth.intake.ccda import read_ccda
    from priorauth.intake.fhir import ImportOptions

    options = request_options(
        ImportOptions,
        as_of=day_of_request(as_of),
        kind=kind,
        payer=payer,
        line_of_business=line_of_business,
        plan=plan,
        state=state,
    )
    write_cases(read_ccda, path, options, out, quiet=quiet, refused_are="documents or patients")
