"""The clinic's profile: what is the same in every request, so that nobody types it twice and no case lacks it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from priorauth.case.evidence import Evidence, Fact
from priorauth.case.house_style import Letterhead, Paper, Wording
from priorauth.case.merge import merge
from priorauth.case.model import Case, CasePart
from priorauth.case.people import Practice, Prescriber
from priorauth.case.read import explain
from priorauth.clinical.model import Model
from priorauth.errors import SettingsError

AnyFact = TypeVar("AnyFact", bound=Fact)
PROFILE = "Clinic profile"
_ENTRY = (Evidence(document=PROFILE),)


class Profile(Model):
    """What a clinic says of itself."""

    practice: Practice | None = None
    prescribers: tuple[Prescriber, ...] = Field(default=())
    """Those who sign; a case is given the one whom it names, by NPI or else by name."""
    letterhead: Letterhead = Letterhead()
    wording: Wording = Wording()
    paper: Paper = Paper.LETTER
    prices: Path | None = None
    """The clinic's price table, for the cost sheet."""
    templates: Path | None = None
    """The folder of the clinic's own templates."""


def read_profile(path: Path) -> Profile:
    """Read the profile at ``path`` (TOML, UTF-8); a relative path in it is meant from the folder it lies in.

    Raises:
        SettingsError: the file is not there, is not TOML, or a field is not as expected.
    """
    try:
        return _from(path.parent, Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))))
    except OSError as error:
        raise SettingsError(f"{path}: the profile cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error}). Expected lines such as: [practice]") from error
    except ValidationError as error:
        said = explain(error, path.name).partition(" See `")[0]
        raise SettingsError(f"{said} See the page on the clinic's profile for what is expected.") from None


def _from(folder: Path, profile: Profile) -> Profile:
    def placed(path: Path | None) -> Path | None:
        return None if path is None else folder / path.expanduser()

    head = profile.letterhead.model_copy(update={"logo": placed(profile.letterhead.logo)})
    paths = {"prices": placed(profile.prices), "templates": placed(profile.templates)}
    return profile.model_copy(update={"letterhead": head, **paths})


def complete(case: Case, profile: Profile) -> Case:
    """Return the case with what the profile adds, marked with the profile as its evidence.

    Where both say something and differ, the case's word stands, and the difference is an open conflict.
    """
    practice, prescriber = profile.practice, _prescriber(case, profile)
    if practice is None and prescriber is None:
        return case
    added = CasePart(practice=_marked(practice), prescriber=_marked(prescriber))
    # of the case only what the profile speaks of as well: what it says of the patient would be joined with nothing
    held = CasePart(practice=case.practice, prescriber=case.prescriber)
    merged = merge([("the case", held), (PROFILE, added)])
    if _same_but_for_evidence(merged, held):
        return case
    conflicts = (*case.conflicts, *merged.conflicts)
    people = {"practice": merged.practice, "prescriber": merged.prescriber}
    return case.model_copy(update={**people, "conflicts": conflicts})


def _prescriber(case: Case, profile: Profile) -> Prescriber | None:
    named = case.prescriber
    if named is None:
        return None
    if named.npi is not None:
        return next((one for one in profile.prescribers if one.npi == named.npi), None)
    same = [one for one in profile.prescribers if one.name.casefold() == named.name.casefold()]
    return same[0] if len(same) == 1 else None


def _marked(fact: AnyFact | None) -> AnyFact | None:
    return None if fact is None else fact.model_copy(update={"evidence": _ENTRY})


def _same_but_for_evidence(merged: CasePart, held: CasePart) -> bool:
    return not merged.conflicts and all(
        _bare(one) == _bare(other)
        for one, other in ((merged.practice, held.practice), (merged.prescriber, held.prescriber))
    )


def _bare(fact: AnyFact | None) -> AnyFact | None:
    return None if fact is None else fact.model_copy(update={"evidence": ()})
