"""The commands for the people who keep rules: list, show, outline, diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from priorauth.cli.options import AsJson
from priorauth.cli.show import show_policies
from priorauth.cli.write import write_file
from priorauth.policy.diff import diff
from priorauth.policy.outline import head, outline
from priorauth.policy.registry import all_policies, policy_by_id

policy_app = typer.Typer(help="The payers' policies that are held.", no_args_is_help=True)

PolicyName = Annotated[str, typer.Argument(metavar="POLICY", help="Id, as `policy list` shows it.")]

_LISTED = {"payer", "payer_name", "line_of_business", "effective", "ended", "source"}


@policy_app.command("list")
def policy_list(as_json: AsJson = False) -> None:
    """List the policies that are held, with when and how well each was read."""
    if as_json:
        listed = [{"id": policy.id, **policy.model_dump(mode="json", include=_LISTED)} for policy in all_policies()]
        print(json.dumps(listed, indent=2))
    else:
        show_policies(all_policies())


@policy_app.command("show")
def policy_show(policy_id: PolicyName, as_json: AsJson = False) -> None:
    """Print where a policy comes from, when it holds and how a request is sent; with --json all of its data."""
    policy = policy_by_id(policy_id)
    print(policy.model_dump_json(indent=2) if as_json else "\n".join(head(policy)))


@policy_app.command("outline")
def policy_outline(
    policy_id: Annotated[str | None, typer.Argument(metavar="POLICY", help="Id, as `policy list` shows it.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every policy, each to a file of its own.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for --all.")] = None,
) -> None:
    """Print the outline of a policy, to lay beside the payer's document."""
    if every and out is not None:
        for policy in all_policies():
            write_file(out / f"{policy.id.replace('/', '_')}.md", outline(policy).encode())
        return
    if policy_id is None:
        raise typer.BadParameter("name a POLICY, or give --all and --out DIR")
    print(outline(policy_by_id(policy_id)), end="")


@policy_app.command("diff")
def policy_diff(old: PolicyName, new: PolicyName) -> None:
    """Print what changed from one revision to another, clause by clause."""
    changes = diff(policy_by_id(old), policy_by_id(new))
    print("\n".join(map(str, changes)) or "They say the same.")
