"""The options that every import of a record has, and what all imports do with the cases they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import ValidationError

from priorauth.case.read import write_part
from priorauth.cli.clock import today
from priorauth.cli.show import console
from priorauth.cli.write import write_file
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.errors import CaseFileError

if TYPE_CHECKING:
    from priorauth.intake.fhir import Imported, ImportOptions

AnyOptions = TypeVar("AnyOptions", bound="ImportOptions")
OutFolder = Annotated[Path, typer.Option("--out", help="Folder to write the cases to, one file each.")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the request; today if not given.")
]
Kind = Annotated[RequestKind, typer.Option("--kind", help="Kind of request.")]
Payer = Annotated[str | None, typer.Option("--payer", help="Payer; from the record's coverage if not given.")]
LineOfBusinessOption = Annotated[
    LineOfBusiness | None, typer.Option("--line-of-business", help="Kind of plan; it chooses the policy.")
]
Plan = Annotated[str | None, typer.Option("--plan", help="The plan's name.")]
State = Annotated[str | None, typer.Option("--state", help="Two letters; where policies differ by state.")]

Refuse = Callable[[CaseFileError], None]


def day_of_request(as_of: datetime | None) -> date:
    """Return the day that was asked for, else today."""
    # a case is judged as of the day it is made for
    return as_of.date() if as_of else today()


def request_options(made: type[AnyOptions], **said: object) -> AnyOptions:
    """Return what was said of the requests.

    Raises:
        typer.BadParameter: something said is not as expected; the sentence names the option.
    """
    if said["line_of_business"] is LineOfBusiness.ANY:
        raise typer.BadParameter("--line-of-business names one kind of plan; leave it out where it is not known")
    try:
        return made(**said)
    except ValidationError as error:
        field = str(error.errors(include_url=False, include_input=False)[0]["loc"][0]).replace("_", "-")
        expected = "two capital letters, such as CT" if field == "state" else "some text"
        raise typer.BadParameter(f"--{field}: expected {expected}") from None


def write_cases(
    read: Callable[[Path, ImportOptions, Refuse], Iterator[Imported]],
    path: Path,
    options: ImportOptions,
    out: Path,
    *,
    quiet: bool,
    refused_are: str = "patients",
) -> None:
    """Write the case of each patient that ``read`` finds, and say what the office should know of how it was made.

    Raises:
        typer.Exit: a patient could not become a case; the others are written.
    """
    refused = 0

    def refuse(error: CaseFileError) -> None:
        nonlocal refused
        refused += 1
        console(stderr=True).print(f"priorauth: {error}", soft_wrap=True, markup=False)

    for imported in read(path, options, refuse):
        target = out / f"{imported.case.id}.json"
        write_file(target, write_part(imported.case))
        if not quiet:
            print(target)
        for note in imported.notes:
            console(stderr=True).print(f"{imported.case.id}: {note}", soft_wrap=True, markup=False)
    if refused:
        console(stderr=True).print(f"priorauth: {refused_are} that could not become a case: {refused}.", soft_wrap=True)
        raise typer.Exit(CaseFileError.exit_code)
