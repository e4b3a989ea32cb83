"""What is set outside the command: the clinic's own policies, profile and templates, and the language of documents.

Flag over environment over the project's file over the user's file. Only the command line looks; the library never does.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from priorauth.errors import SettingsError
from priorauth.policy.folder import PolicyFolder, read_policy_folder

PROJECT_FILE = "priorauth.toml"
USER_FILE = Path("priorauth") / "config.toml"
POLICIES, PROFILE, TEMPLATES, _LANGUAGE = "policies", "profile", "templates", "language"
_EXAMPLES = {
    POLICIES: 'a folder in quotation marks: policies = "…"',
    PROFILE: 'a file in quotation marks: profile = "…"',
    TEMPLATES: 'a folder in quotation marks: templates = "…"',
    _LANGUAGE: 'a tag: language = "en-US"',
}

OwnPolicies = Annotated[
    Path | None,
    typer.Option(
        "--policies",
        metavar="DIR",
        envvar="PRIORAUTH_POLICIES",
        help="Folder of the clinic's own policies; without it the one that priorauth.toml names.",
    ),
]


def own_policies(named: Path | None) -> PolicyFolder:
    """Return the clinic's own policies: from the folder ``named``, else from the settings; empty where none is set.

    Raises:
        PolicyDataError: the folder or a file in it is not as expected.
        SettingsError: a settings file is not as expected.
    """
    folder = own_folder(named)
    return PolicyFolder() if folder is None else read_policy_folder(folder)


def own_folder(named: Path | None) -> Path | None:
    """Return the folder of the clinic's own policies, or None where neither the command nor a settings file names one.

    Raises:
        SettingsError: a settings file is not as expected.
    """
    return named or path_set(POLICIES)


def path_set(setting: str) -> Path | None:
    """Return the path that the settings files give for a setting, or None; the project's file is asked first.

    Raises:
        SettingsError: a settings file is not as expected.
    """
    # a relative path is meant from where the settings file lies, not from where the command is typed
    return next((path.parent / Path(value).expanduser() for path, value in _set(setting)), None)


def language_set(named: str | None) -> str:
    """Return the language of the documents, by its tag: the one ``named``, else from the settings, else en-US.

    Raises:
        SettingsError: a settings file is not as expected.
    """
    return named if named is not None else next((value for _, value in _set(_LANGUAGE)), "en-US")


def _set(name: str) -> Iterator[tuple[Path, str]]:
    """Yield what the settings files say of one setting, with the file, the project's first."""
    for path in (Path(PROJECT_FILE), _user_file()):
        if (value := _settings_in(path).get(name)) is not None:
            yield path, value


def _user_file() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / USER_FILE


def _settings_in(path: Path) -> dict[str, str]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: the settings cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f'{path}: not TOML ({error}). Expected lines such as: policies = "our_policies"') from error
    for name in sorted(settings.keys() - _EXAMPLES.keys()):
        raise SettingsError(f"{path}: {name} is no setting. Known: {', '.join(sorted(_EXAMPLES))}.")
    for name, value in settings.items():
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} is not as expected. Write {_EXAMPLES[name]}")
    return settings
