"""`priorauth policy new`: makes a policy from a filled table, or from questions on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from priorauth.cli.questions import ask_for_answers, is_confirmed
from priorauth.cli.settings import OwnPolicies, own_folder
from priorauth.cli.write import write_file
from priorauth.errors import OutputError, PolicyDataError
from priorauth.policy.data import policy_json
from priorauth.policy.folder import file_name, read_policy_folder, together
from priorauth.policy.form.answers import Answer
from priorauth.policy.form.build import build_policy
from priorauth.policy.form.module import module_path, policy_module
from priorauth.policy.form.table import blank_table, filled_table, policy_of_table
from priorauth.policy.model import Policy
from priorauth.policy.outline import outline
from priorauth.policy.registry import all_policies

UNFINISHED = "unfinished_policy.csv"


def policy_new(
    table: Annotated[
        Path | None, typer.Argument(metavar="TABLE", help="A filled table (CSV); without it the terminal asks.")
    ] = None,
    table_template: Annotated[
        Path | None, typer.Option("--table-template", metavar="FILE", help="Write the blank table to FILE, and stop.")
    ] = None,
    policies: OwnPolicies = None,
    python: Annotated[
        bool, typer.Option("--python", help="Write a module for payer_rules/ instead of a JSON file; needs --out.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to, if not that of --policies.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over the file of the same edition.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the outline, write nothing.")] = False,
) -> None:
    """Make a policy from a filled table, or from questions on a terminal; never asks in a pipe.

    What nobody answered becomes "not read", and a question to a person; never a number of ours.
    """
    if table_template is not None:
        _write(table_template, blank_table(), replace=replace)
        return
    folder = out or (None if python else own_folder(policies))
    if folder is None and not dry_run:
        raise typer.BadParameter(
            "with --python name the folder of payer_rules: --out DIR"
            if python
            else "name the folder of the clinic's own policies: --policies DIR, or in priorauth.toml"
        )
    # a module goes into a release, where the tests hold its id against the others
    taken = () if python else _taken(folder)
    policy = _policy_of_answers(folder, taken) if table is None else _policy_of_table(table, taken)
    if dry_run or folder is None:
        print(outline(policy), end="")
        return
    if python:
        _write(folder / module_path(policy), policy_module(policy).encode(), replace=replace)
    else:
        _write(folder / file_name(policy), policy_json(policy), replace=replace)
    _tell_what_is_open(policy)


def is_at_terminal() -> bool:
    """Tell whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _policy_of_table(table: Path, taken: Sequence[Policy]) -> Policy:
    try:
        content = table.read_bytes()
    except OSError as error:
        raise PolicyDataError(f"{table}: the table cannot be read ({error.strerror}). Check its path.") from error
    policy = policy_of_table(content, table.name)
    _refuse_taken(policy, taken)
    return policy


def _policy_of_answers(folder: Path | None, taken: Sequence[Policy]) -> Policy:
    """Ask for a policy; what cannot become one, or is not to be written, is kept as a table to go on with."""
    if not is_at_terminal():
        raise typer.BadParameter(
            "give a filled TABLE: questions are asked on a terminal only. `--table-template FILE` writes the blank one."
        )
    answers = ask_for_answers()
    try:
        policy = build_policy(answers, "the answers")
        _refuse_taken(policy, taken)
    except PolicyDataError as fault:
        raise PolicyDataError(f"{fault} {_kept(answers, folder)}") from None
    if not is_confirmed(f"Write {policy.id}?"):
        typer.echo(_kept(answers, folder), err=True)
        raise typer.Abort
    return policy


def _kept(answers: Sequence[Answer], folder: Path | None) -> str:
    path = (folder or Path()) / UNFINISHED
    write_file(path, filled_table(answers))
    return f"Your answers are kept in {path}: go on there, then `priorauth policy new {path}`."


def _taken(folder: Path | None) -> tuple[Policy, ...]:
    own = read_policy_folder(folder).policies if folder is not None and folder.exists() else ()
    return (*all_policies(), *own)


def _refuse_taken(policy: Policy, taken: Sequence[Policy]) -> None:
    """Refuse a policy that could not stand beside those of the release and of the clinic's folder."""
    release = all_policies()
    if taken:
        own = (one for one in taken if one not in release and one.id != policy.id)
        together(release, (*own, policy))


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    if path.exists() and not replace:
        raise OutputError(
            f"{path} exists already. A new edition has another first day; to correct this one give --replace."
        )
    write_file(path, content)
    print(path)


def _tell_what_is_open(policy: Policy) -> None:
    if policy.not_read:
        typer.echo(f"Not read, so a person is asked: {'; '.join(policy.not_read)}.", err=True)
    typer.echo(
        f"Next: lay `priorauth policy outline {policy.id}` beside the payer's document, then have somebody else run "
        f"`priorauth policy verify {policy.id}`.",
        err=True,
    )
