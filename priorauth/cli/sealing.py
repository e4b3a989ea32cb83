"""The certificate on the command line: where its passphrase comes from, which is never an argument or a log."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from priorauth.cli.clock import now
from priorauth.errors import SignOffRefused

if TYPE_CHECKING:
    from priorauth.render.sealing import SealingKey

PASSPHRASE = "PRIORAUTH_PASSPHRASE"


def sealing_key(certificate: Path | None) -> SealingKey | None:
    """Return the key of a certificate's file, whose passphrase is asked for; None where no file is named.

    Raises:
        SignOffRefused: the file cannot be read, its passphrase is not known, or its certificate cannot seal.
        SystemLibraryMissing: pyHanko is not installed.
    """
    if certificate is None:
        return None
    from priorauth.render.sealing import read_key

    content = read_bytes(certificate)
    return read_key(content, _passphrase(certificate), certificate.name, now())


def read_bytes(path: Path) -> bytes:
    """Return what is in a file that a sign-off needs.

    Raises:
        SignOffRefused: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise SignOffRefused(f"{path} cannot be read ({error.strerror}).") from error


def _passphrase(certificate: Path) -> str:
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise SignOffRefused(
            f"The passphrase of {certificate.name} is not known. Type it on a terminal, or put it into the environment "
            f"variable {PASSPHRASE}."
        )
    from getpass import getpass

    return getpass(f"Passphrase of {certificate.name}: ")
