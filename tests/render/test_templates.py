"""A template that goes wrong says where, and nothing is guessed in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.clinical.model import Model
from priorauth.errors import RenderError
from priorauth.render import templates
from priorauth.render.templates import fill


class Contents(Model):
    """The least that a template can be filled with."""

    name: str = "<Ana & Co>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(templates, "templates_folder", lambda: tmp_path)
    templates._environment.cache_clear()
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)
    return tmp_path


def test_text_is_escaped(folder: Path) -> None:
    (folder / "a.html.j2").write_text("<p>{{ name }}</p>")

    assert fill("a.html.j2", Contents()) == "<p>&lt;Ana &amp; Co&gt;</p>"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<p>\n{{ nome }}</p>", "a.html.j2, line 2"),
        ("<p>{{ name.age.years }}</p>", "a.html.j2, line 1"),
        ("{% if name %}", "a.html.j2, line 1"),
        ("{% include 'b.html.j2' %}", "b.html.j2"),
    ],
    ids=["undefined", "undefined attribute", "not closed", "missing part"],
)
def test_a_broken_template_names_file_and_line(folder: Path, text: str, place: str) -> None:
    (folder / "a.html.j2").write_text(text)

    with pytest.raises(RenderError) as caught:
        fill("a.html.j2", Contents())

    assert place in str(caught.value)


def test_a_missing_template_is_named(folder: Path) -> None:
    with pytest.raises(RenderError, match=r"a\.html\.j2"):
        fill("a.html.j2", Contents())
