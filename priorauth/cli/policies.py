"""The commands for the people who keep rules: list, show, outline, diff, coverage, verify, new."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from priorauth.cli.clock import today
from priorauth.cli.new_policy import policy_new
from priorauth.cli.options import AsJson
from priorauth.cli.settings import OwnPolicies, own_folder, own_policies
from priorauth.cli.show_policies import show_coverage, show_coverages, show_policies, standing_lines
from priorauth.cli.write import append_line, write_file
from priorauth.policy.data import fingerprint
from priorauth.policy.diff import diff
from priorauth.policy.folder import VERIFICATIONS, PolicyFolder
from priorauth.policy.model import Policy
from priorauth.policy.outline import head, outline
from priorauth.policy.registry import policy_by_id
from priorauth.policy.tested import seen_by_tests
from priorauth.policy.verified import LONGEST_SAID, Verification, standing
from priorauth.review.coverage import PolicySeen, coverage
from priorauth.review.expected import Difference, cases_folder, try_cases

DIFFERING = 12

policy_app = typer.Typer(help="The payers' policies that are held, and the clinic's own.", no_args_is_help=True)
policy_app.command("new")(policy_new)

PolicyName = Annotated[str, typer.Argument(metavar="POLICY", help="Id, as `policy list` shows it.")]
OnePolicy = Annotated[str | None, typer.Argument(metavar="POLICY", help="Id, as `policy list` shows it.")]

_LISTED = {"payer", "payer_name", "line_of_business", "effective", "ended", "source"}


@policy_app.command("list")
def policy_list(policies: OwnPolicies = None, as_json: AsJson = False) -> None:
    """List the policies that are held, with when and how well each was read, and who last verified it."""
    own = own_policies(policies)
    held = own.held
    if as_json:
        print(json.dumps([_listed(policy, own) for policy in held], indent=2))
    else:
        show_policies(held, own, today())


@policy_app.command("show")
def policy_show(policy_id: PolicyName, policies: OwnPolicies = None, as_json: AsJson = False) -> None:
    """Print where a policy comes from, when it holds, how a request is sent and who last verified it."""
    own = own_policies(policies)
    policy = policy_by_id(policy_id, own.held)
    if as_json:
        print(policy.model_dump_json(indent=2))
    else:
        print("\n".join((*head(policy), *standing_lines(policy, standing(policy, own.verifications), today()))))


@policy_app.command("outline")
def policy_outline(
    policy_id: OnePolicy = None,
    policies: OwnPolicies = None,
    every: Annotated[bool, typer.Option("--all", help="Every policy, each to a file of its own.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for --all.")] = None,
) -> None:
    """Print the outline of a policy, to lay beside the payer's document."""
    held = own_policies(policies).held
    if every and out is not None:
        for policy in held:
            write_file(out / f"{policy.id.replace('/', '_')}.md", outline(policy).encode())
        return
    if policy_id is None:
        raise typer.BadParameter("name a POLICY, or give --all and --out DIR")
    print(outline(policy_by_id(policy_id, held)), end="")


@policy_app.command("diff")
def policy_diff(old: PolicyName, new: PolicyName, policies: OwnPolicies = None) -> None:
    """Print what changed from one revision to another, clause by clause."""
    held = own_policies(policies).held
    changes = diff(policy_by_id(old, held), policy_by_id(new, held))
    print("\n".join(map(str, changes)) or "They say the same.")


@policy_app.command("coverage")
def policy_coverage(policy_id: OnePolicy = None, policies: OwnPolicies = None, as_json: AsJson = False) -> None:
    """Show which verdicts on each clause the tests have seen; a clinic's own policy is tried on its cases.

    Leaves with 12 where a case beside a clinic's policy has another verdict than its table expects.
    """
    folder, own = own_folder(policies), own_policies(policies)
    held = own.held
    chosen = held if policy_id is None else (policy_by_id(policy_id, held),)
    tried = [_covered(policy, folder, own) for policy in chosen]
    differing = [one for _, differences in tried for one in differences]
    if as_json:
        print(json.dumps([_coverage_data(*one) for one in tried], indent=2))
    elif policy_id is None:
        show_coverages(covered for covered, _ in tried)
    else:
        show_coverage(tried[0][0])
    for covered, differences in tried:
        for one in differences:
            typer.echo(f"{covered.policy}, {one}", err=True)
    if differing:
        raise typer.Exit(DIFFERING)


@policy_app.command("verify")
def policy_verify(
    policy_id: PolicyName,
    by: Annotated[str, typer.Option("--by", help="Who compared it with the payer's current text.")],
    agrees: Annotated[bool | None, typer.Option("--agrees/--differs", help="What the comparison showed.")] = None,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Day of the comparison; today if not given.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="What differs, or which edition was seen.")] = None,
    policies: OwnPolicies = None,
) -> None:
    """Record who compared a policy with the payer's current text, when, and whether it agreed.

    The record stays with the clinic: verifications.jsonl in the folder of its own policies. It is shown by `policy
    list` and `policy show`, and on the checklist; never in a letter.
    """
    day = on.date() if on else today()
    if agrees is None:
        raise typer.BadParameter("say what the comparison showed: --agrees or --differs")
    if day > today():
        raise typer.BadParameter("--on lies in the future")
    if not by.strip():
        raise typer.BadParameter("--by names the person who compared")
    if max(len(by), len(note or "")) > LONGEST_SAID:
        raise typer.BadParameter(f"--by and --note have at most {LONGEST_SAID} characters")
    folder = own_folder(policies)
    if folder is None:
        raise typer.BadParameter("name the folder of the clinic's own policies: --policies DIR, or in priorauth.toml")
    policy = policy_by_id(policy_id, own_policies(folder).held)
    made = Verification(
        policy=policy.id,
        by=by,
        on=day,
        agrees=agrees,
        note=(note or "").strip() or None,
        policy_sha256=fingerprint(policy),
    )
    append_line(folder / VERIFICATIONS, made.model_dump_json())
    print(folder / VERIFICATIONS)


def _listed(policy: Policy, own: PolicyFolder) -> dict[str, object]:
    stands = standing(policy, own.verifications)
    return {
        "id": policy.id,
        **policy.model_dump(mode="json", include=_LISTED),
        "own": policy in own.policies,
        "old_from": stands.old_from.isoformat(),
        "last_verified": stands.last and stands.last.model_dump(mode="json"),
        "changed_since": stands.changed_since,
    }


def _covered(policy: Policy, folder: Path | None, own: PolicyFolder) -> tuple[PolicySeen, tuple[Difference, ...]]:
    if folder is None or policy not in own.policies:
        return coverage(policy, seen_by_tests().get(policy.id, {})), ()
    tried = try_cases(cases_folder(folder, policy), policy)
    return coverage(policy, tried.agreeing), tried.differing


def _coverage_data(covered: PolicySeen, differences: tuple[Difference, ...]) -> dict[str, object]:
    return {
        **covered.model_dump(mode="json"),
        "unseen": covered.unseen,
        "differing": [one.model_dump(mode="json") for one in differences],
    }
