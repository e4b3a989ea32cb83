"""A run prepares every good case and names every bad one; run again it does only what is missing or changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import orjson
import pikepdf
import pytest

from benchmarks.batch_cases import make_lines
from priorauth.batch.rows import Outcome
from priorauth.batch.run import Plan, _made_with, run_batch
from priorauth.batch.sources import find_sources
from priorauth.case.house_style import Paper
from priorauth.case.people import Practice
from priorauth.case.profile import Profile
from priorauth.errors import OutputError, SettingsError
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import OFFICE
from priorauth.packet.look import Look, OwnTemplate
from priorauth.policy.folder import PolicyFolder
from tests.batch.batches import OPTIONS, left_in, lines, named, run, table

READY = "aetna_initial_ready"
TITLE = "letter/initial_title.html.j2"


def test_every_good_case_is_judged_and_every_bad_one_named(tmp_path: Path) -> None:
    made = list(make_lines(200, 11))
    (tmp_path / "cases.ndjson").write_bytes(b"".join(line.content + b"\n" for line in made))

    done = run(tmp_path / "cases.ndjson", tmp_path / "out", dry_run=True, jobs=2)

    rows = {row["place"]: row for row in table(tmp_path / "out")}
    failed = [number for number, line in enumerate(made, 1) if line.bad]
    assert [number for number in range(1, 201) if rows[f"input 1 (line {number})"]["outcome"] == "failed"] == failed
    assert all(rows[f"input 1 (line {number})"]["because"] for number in failed)
    assert [rows[f"input 1 (line {number})"]["case_id"] for number in range(1, 201)] == [line.case_id for line in made]
    assert done.progress == (200, 0, 20)


def test_nothing_but_packets_holds_an_identifier_of_a_patient(tmp_path: Path) -> None:
    made = list(make_lines(60, 3))
    (tmp_path / "cases.ndjson").write_bytes(b"".join(line.content + b"\n" for line in made))

    run(tmp_path / "cases.ndjson", tmp_path / "out", only_ready=True, limit=4)
    run(tmp_path / "cases.ndjson", tmp_path / "verdicts", dry_run=True)

    ids = {line.case_id for line in made}
    outside = {
        name: content
        for folder in ("out", "verdicts")
        for name, content in left_in(tmp_path / folder).items()
        if name.partition("/")[0] not in ids
    }
    assert {"summary.csv", "worklist.csv", "summary.json", "report.html"} <= set(outside)
    said = "\n".join(f"{name}\n{content.decode()}" for name, content in outside.items())
    assert [one for line in made for one in line.identifiers if one in said] == []


def test_the_rows_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    (tmp_path / "cases.ndjson").write_bytes(b"".join(line.content + b"\n" for line in make_lines(150, 5)))
    run(tmp_path / "cases.ndjson", tmp_path / "one", dry_run=True, jobs=1)
    run(tmp_path / "cases.ndjson", tmp_path / "three", dry_run=True, jobs=3)

    assert left_in(tmp_path / "one") == left_in(tmp_path / "three")


def test_a_packet_is_the_one_that_prepare_writes(tmp_path: Path) -> None:
    from priorauth import prepare_packet, write_packet

    cases = [named("a", READY), named("b")]
    run(lines(tmp_path / "cases.ndjson", cases), tmp_path / "out")
    for case in cases:
        write_packet(prepare_packet(case), tmp_path / "single")

    batch = {name: content for name, content in left_in(tmp_path / "out").items() if name[:2] in ("a/", "b/")}
    assert batch == left_in(tmp_path / "single")


def test_the_fast_engine_prepares_a_batch_and_says_so(tmp_path: Path) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("a")])

    assert run(source, tmp_path / "out", engine="fast").progress == (1, 0, 0)
    manifest = orjson.loads((tmp_path / "out" / "a" / "manifest.json").read_bytes())
    assert {file["drawn_by"] for file in manifest["files"] if file["path"].endswith(".pdf")} == {"typst"}


def test_run_again_it_does_only_what_is_missing_or_changed(tmp_path: Path) -> None:
    cases = {name: named(name) for name in ("kept", "changed", "gone", "damaged")}
    source, out = tmp_path / "cases.ndjson", tmp_path / "out"
    assert run(lines(source, cases.values()), out).progress == (4, 0, 0)
    assert run(source, out).progress.kept == 4
    before = left_in(out)

    cases["changed"]["practice"] = {"name": "Other Neurology"}
    (out / "gone" / OFFICE / "checklist.pdf").unlink()
    (out / "damaged" / OFFICE / "review.json").write_bytes(b"")
    done = run(lines(source, [*cases.values(), named("new")]), out)

    after = left_in(out)
    assert done.progress == (5, 1, 0)
    assert {name: after[name] for name in before if name.startswith(("kept", "gone", "damaged"))} == {
        name: content for name, content in before.items() if name.startswith(("kept", "gone", "damaged"))
    }
    assert after["changed/manifest.json"] != before["changed/manifest.json"]


def test_a_changed_template_makes_every_packet_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("a")])
    run(source, tmp_path / "out")
    monkeypatch.setattr("priorauth.render.templates.templates_sha256", lambda: "another")

    assert run(source, tmp_path / "out").progress.kept == 0


def test_another_look_makes_every_packet_anew_and_once(tmp_path: Path) -> None:
    source, own = lines(tmp_path / "cases.ndjson", [named("a")]), OwnTemplate(name=TITLE, text="A title")
    run(source, tmp_path / "out")
    look = Look(templates=(own,))

    assert [run(source, tmp_path / "out", look=look).progress.kept for _ in range(2)] == [0, 1]
    assert (tmp_path / "out" / "a" / "office" / "templates" / TITLE).read_text() == "A title"


def test_whatever_the_clinic_brings_is_a_part_of_what_packets_are_made_of(tmp_path: Path) -> None:
    plain = Plan(out=tmp_path, own=PolicyFolder())
    own = OwnTemplate(name=TITLE, text="A title")
    plans = [
        plain,
        plain._replace(look=Look(paper=Paper.A4)),
        plain._replace(look=Look(templates=(own,))),
        plain._replace(look=Look(templates=(own.model_copy(update={"text": "Another"}),))),
        plain._replace(profile=Profile(practice=Practice(name="Another"))),
        plain._replace(prices=PriceTable()),
        plain._replace(prices=PriceTable(vial_200=Decimal(1))),
    ]

    assert len({_made_with(one) for one in plans}) == len(plans)


def test_verdicts_alone_write_no_packet_and_are_no_packet_for_a_later_run(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "cases.ndjson", [named("a")]), tmp_path / "out"
    run(source, out, dry_run=True)
    assert not (out / "a").exists()
    assert run(source, out).progress.kept == 0
    assert (out / "a" / "manifest.json").is_file()


def test_only_ready_prepares_the_ready_and_withdraws_what_is_ready_no_more(tmp_path: Path) -> None:
    source, out = tmp_path / "cases.ndjson", tmp_path / "out"
    run(lines(source, [named("a", READY), named("b")]), out, only_ready=True)
    assert ((out / "a").exists(), (out / "b").exists()) == (True, False)

    run(lines(source, [named("a"), named("b")]), out, only_ready=True)
    assert ((out / "a").exists(), (out / "b").exists()) == (False, False)


def test_ready_packets_are_merged_by_id_with_a_bookmark_for_each(tmp_path: Path) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("b", READY), named("no"), named("a", READY)])
    run(source, tmp_path / "out", only_ready=True, merge=tmp_path / "one.pdf")

    with pikepdf.open(tmp_path / "one.pdf") as merged, merged.open_outline() as outline:
        pages = orjson.loads((tmp_path / "out" / "a" / "manifest.json").read_bytes())["files"][0]["pages"]
        assert [one.title for one in outline.root] == ["a", "b"]
        assert merged.pages.index(pikepdf.Page(outline.root[1].destination[0])) == pages  # type: ignore[index]
        assert len(merged.pages) == 2 * pages


def test_the_first_case_with_an_id_keeps_it(tmp_path: Path) -> None:
    cases = [named("twice"), named("TWICE", READY), named("twice", READY)]
    run(lines(tmp_path / "cases.ndjson", cases), tmp_path / "out", dry_run=True)

    rows = {row["place"]: row for row in table(tmp_path / "out")}
    assert [rows[f"input 1 (line {number})"]["outcome"] for number in (1, 2, 3)] == ["judged", "failed", "failed"]
    assert rows["input 1 (line 3)"]["because"] == (
        "The case id twice is also that of input 1 (line 1), which was taken. Give each case its own."
    )


def test_a_case_that_failed_takes_no_id_away(tmp_path: Path) -> None:
    cases = [named("a", remark="no such field"), named("a")]
    run(lines(tmp_path / "cases.ndjson", cases), tmp_path / "out", dry_run=True)

    assert [(row["case_id"], row["outcome"]) for row in table(tmp_path / "out")] == [("a", "failed"), ("a", "judged")]


def test_two_cases_of_one_patient_and_day_name_each_other(tmp_path: Path) -> None:
    other = named("d")
    other["patient"] = {**other["patient"], "given": "Another"}
    run(lines(tmp_path / "cases.ndjson", [named("a"), named("b"), other]), tmp_path / "out", dry_run=True)

    assert [row["same_patient_and_day"] for row in table(tmp_path / "out")] == ["b", "a", ""]


def test_the_work_list_numbers_files_and_never_names_them(tmp_path: Path) -> None:
    claims = [{"file": "Doe.json", "value": "1"}, {"file": "Doe 2.json", "value": "2"}]
    case = named("a", READY, conflicts=[{"field": "patient.sex", "claims": claims}])
    run(lines(tmp_path / "cases.ndjson", [case]), tmp_path / "out", dry_run=True)

    said = (tmp_path / "out" / "worklist.csv").read_text()
    assert "file 1 and file 2 differ on patient.sex: which is right?" in said
    assert "Doe" not in said


def test_cases_for_another_payer_are_left_out(tmp_path: Path) -> None:
    cases = [named("a"), named("b", "uhc_initial_ready")]
    done = run(lines(tmp_path / "cases.ndjson", cases), tmp_path / "out", payer="AETNA", dry_run=True)

    assert [row["outcome"] for row in table(tmp_path / "out")] == ["judged", "left out"]
    assert done.summary is not None
    assert done.summary.outcomes[Outcome.LEFT_OUT] == 1
    assert done.summary.exit_code == 11


def test_when_asked_to_stop_it_finishes_what_is_in_hand_and_goes_on_later(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "cases.ndjson", [named(f"c{number}") for number in range(6)]), tmp_path / "out"
    plan, seen = Plan(out=out, own=PolicyFolder()), [0]

    def after_one(progress: object) -> None:
        seen[0] = progress[0]  # type: ignore[index]

    done = run_batch(find_sources([source], OPTIONS), plan, after_one, lambda: seen[0] >= 1)
    assert done.summary is None
    assert not (out / "summary.csv").exists()
    prepared = [path for path in out.glob("c*") if (path / "manifest.json").is_file()]
    assert 0 < len(prepared) < 6

    assert run(source, out).progress == (6, len(prepared), 0)


def test_a_folder_that_is_no_packet_fails_that_case_alone(tmp_path: Path) -> None:
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / "thesis.txt").write_text("mine")
    done = run(lines(tmp_path / "cases.ndjson", [named("a"), named("b")]), tmp_path / "out")

    assert [row["exit_code"] for row in table(tmp_path / "out")] == ["7", "11"]
    assert done.summary is not None
    assert done.summary.exit_code == 7


def test_a_run_of_nothing_is_a_run(tmp_path: Path) -> None:
    done = run(lines(tmp_path / "cases.ndjson", []), tmp_path / "out")
    assert done.summary is not None
    assert (done.summary.cases, done.summary.exit_code) == (0, 0)


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        run(lines(tmp_path / "cases.ndjson", [named("a")]), tmp_path / "out")


def test_a_language_that_is_not_held_stops_a_batch_before_its_first_case(tmp_path: Path) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("a")])

    with pytest.raises(SettingsError, match=r"the language de\. There are: en-US\."):
        run(source, tmp_path / "out", language="de")

    assert not (tmp_path / "out" / "a").exists()
