"""The command that makes a part of a case from a headache diary."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from priorauth.case.read import write_part
from priorauth.case.windows import count_diaries
from priorauth.cli.options import Quiet
from priorauth.cli.show import console
from priorauth.cli.show_diary import show_months
from priorauth.cli.write import write_file

if TYPE_CHECKING:
    from priorauth.case.headache import StatedComplete
    from priorauth.intake.diary import ImportedDiary

_PROBLEMS_SHOWN = 50


class FormatName(StrEnum):
    """The formats that can be named; auto tells it from what the file holds."""

    AUTO = "auto"
    MIGRAINE_BUDDY = "migraine-buddy"
    APPLE_HEALTH = "apple-health"
    CALENDAR = "calendar"
    PAPER_GRID = "paper-grid"


def import_diary(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A Migraine Buddy CSV, an Apple Health export, a calendar CSV, or a typed-in grid."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="File to write the part of a case to (JSON).")],
    diary_format: Annotated[FormatName, typer.Option("--format", help="Format of the diary.")] = FormatName.AUTO,
    complete_from: Annotated[
        datetime | None,
        typer.Option("--complete-from", formats=["%Y-%m-%d"], help="First day of the span that --stated-by speaks of."),
    ] = None,
    complete_to: Annotated[
        datetime | None,
        typer.Option("--complete-to", formats=["%Y-%m-%d"], help="Last day of the span that --stated-by speaks of."),
    ] = None,
    stated_by: Annotated[
        str | None,
        typer.Option("--stated-by", help="Who states that every day with headache in that span is in the diary."),
    ] = None,
    stated_on: Annotated[
        datetime | None, typer.Option("--stated-on", formats=["%Y-%m-%d"], help="Day of that statement.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Make a part of a case from a headache diary, and print its counts month by month."""
    from priorauth.intake.diary import DiaryFormat, read_diary

    if out.is_dir():
        raise typer.BadParameter("--out is a folder: name the file, such as parts/diary.json")
    stated = _stated(complete_from, complete_to, stated_by, stated_on)
    named = None if diary_format is FormatName.AUTO else DiaryFormat(diary_format)
    imported = read_diary(path, named, stated=stated)
    write_file(out, write_part(imported.part))
    if not quiet:
        print(out)
        counts = count_diaries(imported.part.headaches)
        if counts is not None:
            show_months(counts)
    _show_problems(imported)


def _stated(
    first: datetime | None, last: datetime | None, by: str | None, on: datetime | None
) -> StatedComplete | None:
    from priorauth.case.headache import StatedComplete

    if first is None and last is None and by is None and on is None:
        return None
    if first is None or last is None or not by or on is None:
        raise typer.BadParameter("--complete-from, --complete-to, --stated-by and --stated-on belong together")
    try:
        return StatedComplete(first=first.date(), last=last.date(), by=by, on=on.date())
    except ValidationError as error:
        said = error.errors(include_input=False, include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise typer.BadParameter(f"--complete-from, --complete-to and --stated-on: {said}") from None


def _show_problems(imported: ImportedDiary) -> None:
    err = console(stderr=True)
    for note in imported.notes:
        err.print(note, soft_wrap=True)
    for problem in imported.problems[:_PROBLEMS_SHOWN]:
        err.print(str(problem), soft_wrap=True)
    if (more := len(imported.problems) - _PROBLEMS_SHOWN) > 0:
        err.print(f"{more} more cells like these could not be read.", soft_wrap=True)
