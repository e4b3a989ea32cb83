"""The folder of a clinic's own policies: one JSON file for each revision, and the record of verifications.

The folder is handed in; nothing here looks for it. What it holds stands beside the policies of the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from priorauth.case.read import parse_json
from priorauth.clinical.model import Model
from priorauth.errors import PolicyDataError
from priorauth.policy.data import parse_policy
from priorauth.policy.model import Policy
from priorauth.policy.registry import Held, all_policies, document_key, is_called, refuse_overlaps
from priorauth.policy.verified import Verification

VERIFICATIONS = "verifications.jsonl"


class PolicyFolder(Model):
    """What a clinic keeps of its own: policies, and who compared a policy with the payer's text."""

    policies: tuple[Policy, ...] = ()
    verifications: tuple[Verification, ...] = ()
    """In the order in which they were recorded."""

    @cached_property
    def held(self) -> Held:
        """The policies of the release and the clinic's own, by id.

        A clinic's newer edition of a document that the release holds without an end ends it on its first day.

        Raises:
            PolicyDataError: a policy has the id of another, or two revisions are in effect on one day.
        """
        return together(all_policies(), self.policies)


def read_policy_folder(folder: Path | str) -> PolicyFolder:
    """Read the folder of a clinic's own policies: every ``*.json`` in it, and ``verifications.jsonl``.

    Raises:
        PolicyDataError: the folder or a file cannot be read, or a file is not as expected.
    """
    place = Path(folder)
    named = [(path.name, parse_policy(_content(path), path.name)) for path in policy_files(place)]
    _refuse_taken(all_policies(), named)
    policies = tuple(policy for _, policy in named)
    together(all_policies(), policies)
    return PolicyFolder(policies=policies, verifications=tuple(_verifications(place / VERIFICATIONS)))


def policy_files(folder: Path) -> list[Path]:
    """Return the files of a folder that hold a policy each, by name; hidden files and folders are none.

    Raises:
        PolicyDataError: it is no folder, or cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.name[0] != ".")
    except OSError as error:
        raise PolicyDataError(
            f"{folder}: the folder of policies cannot be read ({error.strerror}). Name a folder with one JSON file "
            "for each policy, or make it."
        ) from error


def file_name(policy: Policy) -> str:
    """Return the usual name of a policy's file, such as "example_health_commercial_2026_01.json"."""
    return f"{policy.id.replace('/', '_')}.json"


def together(release: Iterable[Policy], own: Iterable[Policy]) -> Held:
    """Return both by id; see ``PolicyFolder.held``.

    Raises:
        PolicyDataError: a policy has the id of another, or two revisions are in effect on one day.
    """
    release, own = tuple(release), tuple(own)
    _refuse_taken(release, (("A policy of the clinic", policy) for policy in own))
    ended = (_ended_by(policy, own) for policy in release)
    policies = Held(sorted((*ended, *own), key=lambda policy: policy.id))
    if own:
        refuse_overlaps(policies)
    return policies


def _refuse_taken(release: Iterable[Policy], named: Iterable[tuple[str, Policy]]) -> None:
    release, named = tuple(release), tuple(named)
    taken = {policy.id: "this release already holds" for policy in release}
    for name, policy in named:
        if policy.id in taken:
            raise PolicyDataError(
                f"{name} has the id {policy.id}, which {taken[policy.id]}. A new edition has another first day "
                "(effective); another document of the payer needs a key of its own (document)."
            )
        taken[policy.id] = f"{name} has already"
        others = (*release, *(other for _, other in named))
        _refuse_shared_names(name, policy, [other for other in others if other.payer != policy.payer])


def _refuse_shared_names(name: str, policy: Policy, others: Iterable[Policy]) -> None:
    """Refuse a name that finds another payer too: no request by that name could be answered."""
    for other in others:
        for called in (policy.payer_name, *policy.names):
            if is_called(other, called):
                raise PolicyDataError(
                    f'{name}: "{called}" is also a name of the payer {other.payer}. If it is the same payer, its key '
                    f"(payer) is {other.payer}; if not, choose another name."
                )


def _ended_by(policy: Policy, own: tuple[Policy, ...]) -> Policy:
    """Return a policy of the release as it stands once the clinic holds a newer edition of the same document."""
    newer = [
        one.effective for one in own if document_key(one) == document_key(policy) and one.effective > policy.effective
    ]
    if policy.ended is not None or not newer:
        return policy
    return policy.model_copy(update={"ended": min(newer)})


def _verifications(path: Path) -> Iterator[Verification]:
    if not path.exists():
        return
    for number, line in enumerate(_content(path).splitlines(), start=1):
        if not line.strip():
            continue
        name = f"{path.name}, line {number}"
        data = parse_json(line, name, PolicyDataError, expected="one verification, as `policy verify` writes it")
        try:
            yield Verification.model_validate(data)
        except ValidationError:
            raise PolicyDataError(
                f"{name}: this is no verification as `priorauth policy verify` writes it. Mend or remove the line."
            ) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PolicyDataError(f"{path.name}: cannot be read ({error.strerror}). Check the folder of policies.") from (
            error
        )
