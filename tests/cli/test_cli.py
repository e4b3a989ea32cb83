"""The command line, by what it prints where and the code it leaves with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from priorauth import cli
from priorauth.policy.registry import all_policies
from tests.cli.conftest import RunCli
from tests.samples import FOLDER, NAMES, sample_data

CODES = {"ready": 0, "gap": 10, "not": 11}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("general")])
def test_check_leaves_with_the_code_of_its_conclusion(run: RunCli, name: str) -> None:
    assert run("check", FOLDER / f"{name}.json").code == CODES[name.split("_")[2]]


def test_check_says_every_verdict_and_what_to_do(run: RunCli) -> None:
    done = run("check", FOLDER / "aetna_initial_gap_hours.json")

    assert "? not documented" in done.out
    assert "initial.2" in done.out
    assert "Gaps to close first" in done.out
    assert "clinician: How many days with headache of 4 hours or more were there" in done.out.replace("\n     ", " ")
    assert done.err == ""


def test_check_prints_nothing_of_the_patient(run: RunCli) -> None:
    for name in ("aetna_initial_ready", "uhc_initial_not_met_deceased"):
        out = run("check", FOLDER / f"{name}.json").out

        assert "Sample" not in out
        assert "1984" not in out
        assert "W123456789" not in out


def test_check_json_is_the_review(run: RunCli) -> None:
    done = run("check", FOLDER / "aetna_initial_gap_hours.json", "--json")
    review = json.loads(done.out)

    assert review["readiness"] == "gaps"
    assert [gap["clause"] for gap in review["gaps"]] == ["initial.2"]
    assert review["policy"]["id"] == "aetna/commercial_2026_01"


def test_quiet_prints_nothing(run: RunCli) -> None:
    done = run("check", FOLDER / "aetna_initial_ready.json", "--quiet")

    assert (done.code, done.out, done.err) == (0, "", "")


def test_prepare_writes_the_packet_and_says_where(run: RunCli, tmp_path: Path) -> None:
    done = run("prepare", FOLDER / "aetna_initial_ready.json", "--out", tmp_path)
    folder = tmp_path / "aetna-initial-ready"

    assert done.code == 0
    assert f"{folder / 'for_payer' / 'letter.pdf'} (2 pages)" in done.out
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "for_payer/letter.pdf",
        "for_payer/packet.pdf",
        "manifest.json",
        "office/checklist.pdf",
        "office/note_template.pdf",
        "office/peer_to_peer.pdf",
        "office/portal_sheet.pdf",
        "office/portal_sheet.txt",
        "office/review.json",
    ]


def test_a_price_table_gives_a_cost_sheet(run: RunCli, tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text("vial_200 = 1200.00\nadministration = 95\n")
    case = FOLDER / "aetna_initial_ready.json"
    done = run("prepare", case, "--out", tmp_path, "--prices", tmp_path / "prices.toml")

    assert done.code == 0
    assert (tmp_path / "aetna-initial-ready" / "office" / "cost_sheet.pdf").is_file()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vial_200 1200", "not TOML"),
        ('vial_200 = "much"', "vial_200 is not as expected"),
        ("vial_200 = -1", "vial_200 is not as expected"),
        ("vial_150 = 1", "vial_150 is not as expected"),
        (None, "cannot be read"),
    ],
)
def test_a_price_table_that_cannot_be_read_stops_before_anything_is_written(
    run: RunCli, tmp_path: Path, text: str | None, words: str
) -> None:
    if text is not None:
        (tmp_path / "prices.toml").write_text(text)
    case = FOLDER / "aetna_initial_ready.json"
    done = run("prepare", case, "--out", tmp_path / "out", "--prices", tmp_path / "prices.toml")

    assert done.code == 9
    assert words in done.err
    assert not (tmp_path / "out").exists()


def test_prepare_without_a_letter_says_so(run: RunCli, tmp_path: Path) -> None:
    done = run("prepare", FOLDER / "aetna_initial_not_met_age.json", "--out", tmp_path)

    assert done.code == 11
    assert "no letter: the policy is not met" in done.out
    assert not (tmp_path / "aetna-initial-not-met-age" / "for_payer").exists()


def test_prepare_json_is_the_manifest(run: RunCli, tmp_path: Path) -> None:
    done = run("prepare", FOLDER / "uhc_initial_ready.json", "--out", tmp_path, "--json")
    manifest = json.loads(done.out)

    assert manifest == json.loads((tmp_path / "uhc-initial-ready" / "manifest.json").read_text())
    assert manifest["policy"] == "unitedhealthcare/commercial_2026_01"


def test_a_dry_run_writes_nothing(run: RunCli, tmp_path: Path) -> None:
    done = run("prepare", FOLDER / "aetna_initial_ready.json", "--out", tmp_path / "out", "--dry-run")

    assert done.code == 0
    assert not (tmp_path / "out").exists()


def test_the_general_policy_can_be_named(run: RunCli) -> None:
    assert run("check", FOLDER / "general_initial_ready.json").code == 4
    assert run("check", FOLDER / "general_initial_ready.json", "--policy", "general").code == 0
    assert run("check", FOLDER / "general_initial_ready.json", "--policy", "nobody/1").code == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1: not JSON"),
        ('{\n"id": 1,,\n}', "line 2: not JSON"),
        ("[]", "the top level"),
        ('{"id": "a/b"}', "field id"),
        (json.dumps(sample_data("aetna_initial_ready") | {"idd": "x"}), "field idd: is not a known field"),
        ('{"id": "a", "id": "b"}', 'the key "id" stands twice'),
    ],
    ids=["cut off", "second line", "a list", "an id that is no name", "unknown key", "a key twice"],
)
def test_a_broken_file_gives_one_sentence(run: RunCli, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "case.json"
    path.write_text(text)

    done = run("check", path)

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("priorauth: case.json")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_missing_file_is_named(run: RunCli, tmp_path: Path) -> None:
    done = run("check", tmp_path / "nobody.json")

    assert done.code == 3
    assert "nobody.json: cannot be read" in done.err


def test_a_command_typed_wrongly_leaves_with_2(run: RunCli) -> None:
    assert run("chekc").code == 2
    assert run("policy", "outline").code == 2


def test_an_error_nobody_foresaw_shows_no_data(run: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("Maria Sample, born 1984")

    monkeypatch.setattr(cli, "review_case", fail)
    done = run("check", FOLDER / "aetna_initial_ready.json")

    assert done.code == 1
    assert "unforeseen KeyError" in done.err
    assert "Maria" not in done.err + done.out


def test_policy_list_names_every_policy(run: RunCli) -> None:
    out = run("policy", "list").out

    assert "aetna/commercial_2026_01" in out
    assert "unitedhealthcare/commercial_2026_01" in out
    assert "no payer's rule" in out
    assert [one["id"] for one in json.loads(run("policy", "list", "--json").out)] == [
        policy.id for policy in all_policies()
    ]


def test_policy_outline_prints_one_or_writes_all(run: RunCli, tmp_path: Path) -> None:
    assert run("policy", "outline", "aetna").out.startswith("# Aetna: Botulinum Toxin")
    assert run("policy", "outline", "--all", "--out", tmp_path).code == 0
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(
        policy.id.replace("/", "_") for policy in all_policies()
    )


@pytest.mark.parametrize("name", ["case", "policy", "review"])
def test_schema_prints_json_schema(run: RunCli, name: str) -> None:
    schema = json.loads(run("schema", name).out)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == name.capitalize()


def test_samples_are_written(run: RunCli, tmp_path: Path) -> None:
    assert run("samples", tmp_path / "charts").out == f"{tmp_path / 'charts'}\n"
    assert sorted(path.stem for path in (tmp_path / "charts").iterdir()) == list(NAMES)


def test_an_output_that_cannot_be_written_is_named(run: RunCli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = run("samples", tmp_path / "file" / "charts")

    assert done.code == 7
    assert "cannot be written" in done.err


def test_import_fhir_writes_a_case_and_tells_its_doubts_apart(run: RunCli, tmp_path: Path) -> None:
    patient = {
        "resourceType": "Patient",
        "id": "p1",
        "name": [{"given": ["Ida"], "family": "Test"}],
        "birthDate": "1980-02-03",
    }
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient}]}
    (tmp_path / "bundle.json").write_text(json.dumps(bundle))

    done = run(
        "import",
        "fhir",
        tmp_path / "bundle.json",
        "--out",
        tmp_path / "cases",
        "--as-of",
        "2026-06-10",
        "--payer",
        "UHC",
        "--line-of-business",
        "commercial",
    )
    (written,) = (tmp_path / "cases").iterdir()

    assert done.code == 0
    assert done.out == f"{written}\n"
    assert "Ida" not in done.out + done.err + written.name
    assert run("check", written).code == 10


def test_import_fhir_goes_on_after_a_patient_who_cannot_become_a_case(run: RunCli, tmp_path: Path) -> None:
    names = [{"given": ["Ida"], "family": "Test"}]
    known = {"resourceType": "Patient", "id": "p1", "name": names, "birthDate": "1980-02-03"}
    lines = [known | {"id": "p0", "birthDate": "1980"}, known, {"resourceType": "Condition"}]
    (tmp_path / "export.ndjson").write_text("\n".join([*map(json.dumps, lines), "{"]))

    done = run("import", "fhir", tmp_path / "export.ndjson", "--out", tmp_path / "cases", "--as-of", "2026-06-10")
    (written,) = (tmp_path / "cases").iterdir()

    assert done.code == 3
    assert done.out == f"{written}\n"
    assert "priorauth: export.ndjson, Patient/p0, field birthDate: expected a full date" in done.err
    assert f"{written.stem}: export.ndjson, line 4, not JSON" in done.err
    assert "priorauth: patients that could not become a case: 1." in done.err
    assert "Ida" not in done.out + done.err


def test_the_version_is_printed(run: RunCli) -> None:
    assert run("--version").out.startswith("priorauth 0.")


def test_the_module_runs_as_a_program_and_a_pipe_gets_plain_text() -> None:
    command = [sys.executable, "-m", "priorauth", "check", str(FOLDER / "uhc_initial_ready.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "Ready to send" in done.stdout
    assert "\x1b[" not in done.stdout


def test_compare_holds_one_case_against_every_policy_that_could_apply(run: RunCli) -> None:
    done = run("compare", FOLDER / "aetna_initial_ready.json")
    reviews = json.loads(run("compare", FOLDER / "aetna_initial_ready.json", "--json").out)

    assert "aetna/commercial_2026_01" in done.out
    assert {review["policy"]["line_of_business"] for review in reviews} <= {"commercial", "any"}
    assert len(json.loads(run("compare", FOLDER / "aetna_initial_ready.json", "--all", "--json").out)) >= len(reviews)


def test_when_says_the_day(run: RunCli) -> None:
    done = run("when", FOLDER / "aetna_initial_not_met_headache_days.json")

    assert "could be met on August 1, 2026" in done.out
    assert json.loads(run("when", FOLDER / "aetna_initial_not_met_age.json", "--json").out)["whole"] == "2027-03-17"
    assert "Waiting alone does not meet the policy" in run("when", FOLDER / "aetna_initial_not_met_one_class.json").out


def test_policy_show_and_diff(run: RunCli) -> None:
    assert "number: CPB 0113" in run("policy", "show", "aetna").out
    assert json.loads(run("policy", "show", "aetna", "--json").out)["payer"] == "aetna"
    assert run("policy", "diff", "aetna", "aetna").out == "They say the same.\n"
    assert run("policy", "show", "nobody").code == 4
