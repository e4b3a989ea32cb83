"""The folder of a clinic's own policies: read strictly, never in the way of the release, and told by name of file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from priorauth.errors import PolicyDataError
from priorauth.policy.data import fingerprint, policy_json
from priorauth.policy.folder import PolicyFolder, file_name, read_policy_folder, together
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies, policy_by_id
from priorauth.policy.verified import Verification
from tests.policies import a_policy

Write = Callable[..., Path]
AETNA = policy_by_id("aetna/commercial_2026_01")
NEWER = AETNA.model_copy(update={"effective": date(2027, 1, 1)})


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(*policies: Policy, **files: str) -> Path:
        for policy in policies:
            (tmp_path / file_name(policy)).write_bytes(policy_json(policy))
        for name, text in files.items():
            (tmp_path / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return tmp_path

    return _write


def test_a_folder_holds_one_policy_in_each_file(write: Write) -> None:
    folder = write(a_policy(), a_policy(payer="other", payer_name="Other", names=()), notes__txt="none")

    assert [policy.id for policy in read_policy_folder(folder).policies] == [
        "example_health/commercial_2026_01",
        "other/commercial_2026_01",
    ]


def test_hidden_files_and_folders_are_not_read(write: Write) -> None:
    folder = write(a_policy(), __half__json="{")
    (folder / "cases").mkdir()

    assert len(read_policy_folder(folder).policies) == 1


def test_the_policies_of_the_release_stand_beside_the_clinics_own(write: Write) -> None:
    held = read_policy_folder(write(a_policy())).held

    assert len(held) == len(all_policies()) + 1
    assert a_policy() in held
    assert held == tuple(sorted(held, key=lambda policy: policy.id))


def test_an_empty_folder_adds_nothing(tmp_path: Path) -> None:
    assert read_policy_folder(tmp_path).held == all_policies()


def test_the_id_of_a_policy_of_the_release_is_refused_with_the_file(write: Write) -> None:
    with pytest.raises(PolicyDataError, match=r"^aetna_commercial_2026_01\.json has the id aetna/commercial_2026_01"):
        read_policy_folder(write(AETNA))


def test_two_files_with_one_policy_are_refused(write: Write) -> None:
    copy = policy_json(a_policy()).decode()
    with pytest.raises(PolicyDataError, match=r"^example_health_commercial_2026_01\.json has the id .* a\.json has"):
        read_policy_folder(write(a_policy(), a__json=copy))


@pytest.mark.parametrize("names", [{"payer_name": "aetna"}, {"names": ("Aetna (CVS)",)}], ids=["its own", "another"])
def test_a_name_of_another_payer_is_refused_with_the_file(write: Write, names: dict[str, str]) -> None:
    """Both would answer to it, so no request by that name could be answered."""
    with pytest.raises(
        PolicyDataError, match=r'^example_health_commercial_2026_01\.json: ".*" is also a name of .* aetna'
    ):
        read_policy_folder(write(a_policy(**names)))


def test_two_own_payers_with_one_name_are_refused(write: Write) -> None:
    with pytest.raises(PolicyDataError, match='"EH" is also a name of the payer'):
        read_policy_folder(write(a_policy(), a_policy(payer="other", payer_name="Other")))


def test_a_newer_edition_of_the_clinic_ends_the_one_of_the_release(write: Write) -> None:
    held = {policy.id: policy for policy in read_policy_folder(write(NEWER)).held}

    assert held["aetna/commercial_2026_01"].ended == date(2027, 1, 1)
    assert held["aetna/commercial_2027_01"] == NEWER
    assert AETNA.ended is None


@pytest.mark.parametrize("effective", [date(2025, 12, 1), date(2026, 2, 1)], ids=["before it", "within a set end"])
def test_an_edition_on_the_same_days_is_refused(effective: date) -> None:
    held = AETNA.model_copy(update={"ended": date(2027, 1, 1)})
    own = AETNA.model_copy(update={"effective": effective})
    with pytest.raises(PolicyDataError, match="are both in effect on"):
        together([held], [own])


def test_the_first_of_several_newer_editions_ends_the_one_of_the_release() -> None:
    later = AETNA.model_copy(update={"effective": date(2028, 1, 1)})
    first = NEWER.model_copy(update={"ended": date(2028, 1, 1)})

    assert together([AETNA], [later, first])[0].ended == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"own__json": "{"}, "own.json, line 1: not JSON"),
        ({"own__json": "{}"}, "own.json, field payer: is missing."),
        ({"verifications__jsonl": "{}"}, "verifications.jsonl, line 1: this is no verification"),
        ({"verifications__jsonl": '{"policy": "a'}, "verifications.jsonl, line 1"),
    ],
    ids=["cut off", "empty", "no verification", "a line cut off"],
)
def test_a_faulty_file_is_named(write: Write, files: dict[str, str], words: str) -> None:
    with pytest.raises(PolicyDataError) as caught:
        read_policy_folder(write(**files))
    assert words in str(caught.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyDataError, match="nowhere: the folder of policies cannot be read"):
        read_policy_folder(tmp_path / "nowhere")


def test_verifications_come_in_the_order_of_the_record(write: Write) -> None:
    lines = [
        Verification(policy="a/b", by=name, on=date(2026, 8, 1), agrees=True, policy_sha256=fingerprint(a_policy()))
        for name in ("B. First", "A. Second")
    ]
    folder = write(verifications__jsonl="".join(f"{one.model_dump_json()}\n" for one in lines))

    assert read_policy_folder(folder).verifications == tuple(lines)


def test_nothing_of_a_clinic_is_nothing() -> None:
    assert PolicyFolder().held == all_policies()
