"""What a clinic brings to every request: its profile, its look, its price table."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from priorauth.api import read_look
from priorauth.case.model import Case
from priorauth.case.profile import Profile, complete, read_profile
from priorauth.cli.prices import read_prices
from priorauth.cli.settings import PROFILE, TEMPLATES, path_set
from priorauth.packet.cost import PriceTable
from priorauth.packet.look import Look


class Clinic(NamedTuple):
    """What a clinic brings."""

    profile: Profile
    look: Look
    prices: PriceTable | None

    def complete(self, case: Case) -> Case:
        """Return the case with what the profile adds."""
        return complete(case, self.profile)


def clinic(profile: Path | None, templates: Path | None = None, prices: Path | None = None) -> Clinic:
    """Return what the clinic brings: from the files named, else from the settings, else from the profile.

    Raises:
        SettingsError: a settings file, the profile, or a file that it names is not as expected.
        RenderError: the logo or a template of the clinic's own cannot be used.
    """
    known = own_profile(profile)
    folder = templates or path_set(TEMPLATES) or known.templates
    return Clinic(known, read_look(known, templates=folder), read_prices(prices or known.prices))


def own_profile(named: Path | None) -> Profile:
    """Return the clinic's profile: the file ``named``, else the one of the settings; an empty one where none is set.

    Raises:
        SettingsError: a settings file or the profile is not as expected.
    """
    path = named or path_set(PROFILE)
    return Profile() if path is None else read_profile(path)
