"""The commands on the headache diaries of a case or a part of one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from priorauth.case.read import read_part
from priorauth.case.windows import USUAL_AVERAGE, count_diaries
from priorauth.cli.options import AsJson
from priorauth.cli.show_diary import show_counts
from priorauth.errors import CaseFileError

diary_app = typer.Typer(help="Count the headache diaries of a case.", no_args_is_help=True)


# a group of one command would lose its name
@diary_app.callback()
def _group() -> None:
    pass


@diary_app.command("count")
def count_diary(
    path: Annotated[Path, typer.Argument(metavar="CASE", help="A case file, or a part of one (JSON).")],
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="Last day counted; the last day entered if not given."),
    ] = None,
    average_over: Annotated[
        int, typer.Option("--average-over", min=1, max=24, help="Over how many full months the average is taken.")
    ] = USUAL_AVERAGE,
    as_json: AsJson = False,
) -> None:
    """Count a diary in every way that payers count: by month, by 28 or 30 days, over 90 days, on average."""
    counts = count_diaries(read_part(path).headaches, until.date() if until else None, average_over=average_over)
    if counts is None:
        raise CaseFileError(
            f"{path.name}: holds no headache diary, or none by that day. See `priorauth import diary --help`."
        )
    if as_json:
        print(counts.model_dump_json(indent=2))
    else:
        show_counts(counts)
