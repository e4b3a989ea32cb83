"""Where the clinic keeps its policies: flag over environment over the project's file over the user's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from priorauth.policy.data import policy_json
from priorauth.policy.folder import file_name
from tests.cli.conftest import RunCli
from tests.policies import a_policy
from tests.samples import FOLDER

PLACES = ("flag", "environment", "project", "user")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with four folders of policies, each with one policy that is named like its folder."""
    for name in PLACES:
        policy = a_policy(payer=name, payer_name=name, names=())
        (tmp_path / name).mkdir()
        (tmp_path / name / file_name(policy)).write_bytes(policy_json(policy))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own(run: RunCli, *arguments: str) -> list[str]:
    listed = json.loads(run("policy", "list", "--json", *arguments).out)
    return [one["payer"] for one in listed if one["own"]]


@pytest.mark.parametrize("first", range(5))
def test_the_first_place_that_names_a_folder_counts(
    run: RunCli, folders: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    """From the ``first`` place on, every place names its folder; of five places the last is nowhere."""
    user = folders / "config" / "priorauth"
    user.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folders / "config"))
    if first <= 3:
        (user / "config.toml").write_text(f'policies = "{folders / "user"}"\n')
    if first <= 2:
        (folders / "priorauth.toml").write_text('policies = "project"\n')
    if first <= 1:
        monkeypatch.setenv("PRIORAUTH_POLICIES", "environment")
    flag = ("--policies", "flag") if first == 0 else ()

    assert own(run, *flag) == list(PLACES[first : first + 1])


def test_a_relative_folder_is_meant_from_where_its_file_lies(
    run: RunCli, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = folders / "config" / "priorauth"
    user.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folders / "config"))
    (user / "config.toml").write_text('policies = "../../user"\n')

    assert own(run) == ["user"]


def test_without_xdg_the_user_file_lies_in_the_home_folder(
    run: RunCli, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(folders))
    (folders / ".config" / "priorauth").mkdir(parents=True)
    (folders / ".config" / "priorauth" / "config.toml").write_text('policies = "~/user"\n')

    assert own(run) == ["user"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('polices = "x"', "priorauth.toml: polices is no setting. Known: language, policies, profile, templates."),
        ("language = 3", 'priorauth.toml: language is not as expected. Write a tag: language = "en-US"'),
        ("policies = 3", "priorauth.toml: policies is not as expected."),
        ('policies = "', "priorauth.toml: not TOML"),
    ],
)
def test_a_faulty_settings_file_is_named(run: RunCli, folders: Path, text: str, words: str) -> None:
    (folders / "priorauth.toml").write_text(text)
    done = run("policy", "list")

    assert (done.code, done.out) == (9, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_the_profile_is_taken_from_the_settings_too(run: RunCli, folders: Path) -> None:
    (folders / "clinic.toml").write_text('[practice]\nname = "Riverbend Headache Clinic"\nfax = "860-555-0199"')
    case = Path(__file__).parents[2] / "priorauth" / "samples" / "aetna_initial_ready.json"
    (folders / "other.toml").write_text("")

    assert run("check", case).code == 0
    (folders / "priorauth.toml").write_text('profile = "clinic.toml"\n')
    assert run("check", case).code == 10
    assert run("check", case, "--profile", "other.toml").code == 0


def test_the_library_reads_no_settings(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import priorauth
    from tests.samples import sample_data

    monkeypatch.setenv("PRIORAUTH_POLICIES", "flag")
    (folders / "priorauth.toml").write_text("nonsense")

    assert "flag/commercial_2026_01" not in [
        review.policy.id for review in priorauth.compare_case(sample_data("aetna_initial_ready"), every=True)
    ]
    own = priorauth.read_policy_folder("flag")
    assert "flag/commercial_2026_01" in [
        review.policy.id for review in priorauth.compare_case(sample_data("aetna_initial_ready"), own=own)
    ]


@pytest.mark.parametrize(
    ("flag", "environment", "project", "user", "expected"),
    [
        ("xa", "xb", "xc", "xd", "xa"),
        (None, "xb", "xc", "xd", "xb"),
        (None, None, "xc", "xd", "xc"),
        (None, None, None, "xd", "xd"),
        (None, None, None, None, None),
    ],
)
def test_the_first_place_that_names_a_language_counts_and_an_unknown_one_is_refused(
    run: RunCli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    flag: str | None,
    environment: str | None,
    project: str | None,
    user: str | None,
    expected: str | None,
) -> None:
    case = FOLDER / "uhc_initial_not_met_product.json"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "priorauth").mkdir()
    for path, tag in ((tmp_path / "priorauth.toml", project), (tmp_path / "priorauth" / "config.toml", user)):
        if tag:
            path.write_text(f'language = "{tag}"\n')
    if environment:
        monkeypatch.setenv("PRIORAUTH_LANGUAGE", environment)

    done = run("prepare", case, "--out", tmp_path / "out", "--quiet", *(("--language", flag) if flag else ()))

    refused = f"priorauth: No document can be written in the language {expected}. There are: en-US.\n"
    assert (done.code, done.err) == ((9, refused) if expected else (11, ""))
    assert (tmp_path / "out").exists() == (expected is None)
