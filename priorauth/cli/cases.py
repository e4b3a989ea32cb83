"""The commands for case files: join what several files say, and decide where they contradict each other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from priorauth.case.attached import moved
from priorauth.case.merge import decide, merge
from priorauth.case.model import CasePart
from priorauth.case.read import read_part, write_part
from priorauth.cli.options import Quiet
from priorauth.cli.show import show_conflicts
from priorauth.cli.write import write_file

OPEN_CONFLICTS = 10

case_app = typer.Typer(help="Join case files, and decide what contradicts.", no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Case files, or parts of one.")]
Out = Annotated[Path, typer.Option("--out", help="File to write the result to.")]


@case_app.command("merge")
def case_merge(files: Files, out: Out, quiet: Quiet = False) -> None:
    """Join files about one patient into one; what contradicts is kept side by side (exit code 10)."""
    parts = [(file.name, moved(read_part(file), file.parent, out.parent)) for file in files]
    _finish(merge(parts), out, quiet=quiet)


@case_app.command("decide")
def case_decide(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A merged case file.")],
    field: Annotated[str, typer.Option("--field", help="The field, as `case merge` names it.")],
    take: Annotated[int, typer.Option("--take", help="The number of the claim that is right; 1 is the first.")],
    by: Annotated[str, typer.Option("--by", help="Who decides.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Day of the decision.")],
    out: Out,
    quiet: Quiet = False,
) -> None:
    """Record which claim on a field is right, with who decided and when."""
    part = moved(read_part(file), file.parent, out.parent)
    _finish(decide(part, field, take, by=by, on=on.date()), out, quiet=quiet)


def _finish(part: CasePart, out: Path, *, quiet: bool) -> None:
    write_file(out, write_part(part))
    if not quiet:
        show_conflicts(part.conflicts)
        print(out)
    if part.conflicts:
        raise typer.Exit(OPEN_CONFLICTS)
