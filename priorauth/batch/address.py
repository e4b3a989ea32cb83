"""An address such as ``s3://bucket/night``: how to reach what is behind it, and what the errors of a library mean."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol
from urllib.parse import urlsplit

from priorauth.errors import PriorAuthError, StoreError, SystemLibraryMissing

_REFUSED, _NOT_THERE, _NO_ANSWER = "no permission", "there is no such place", "it cannot be reached"
_WORDS = {
    "PermissionError": _REFUSED,
    "FileNotFoundError": _NOT_THERE,
    "NoCredentialsError": "no credentials",
    "EndpointConnectionError": _NO_ANSWER,
    "ConnectTimeoutError": _NO_ANSWER,
    "ServiceRequestError": _NO_ANSWER,
    "ClientConnectorError": _NO_ANSWER,
    "ClientConnectorDNSError": _NO_ANSWER,
    401: _REFUSED,
    403: _REFUSED,
    404: _NOT_THERE,
}
"""By the name of an error, or the status of an answer over HTTP."""
_EXTRAS = {"gs": "google", "gcs": "google", "az": "azure", "abfs": "azure", "abfss": "azure"}
_LIBRARIES = ("adlfs", "aiobotocore", "azure", "botocore", "fsspec", "gcsfs", "google", "s3fs")


class Files(Protocol):
    """What is used of a file system of fsspec."""

    def cat_file(self, path: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return the content of an object, or a piece of it."""

    def info(self, path: str) -> dict[str, object]:
        """Return what is known of an object."""

    def ls(self, path: str, *, detail: Literal[True]) -> list[dict[str, object]]:
        """Return what lies right below a place."""

    def find(self, path: str, *, detail: Literal[True]) -> dict[str, dict[str, int]]:
        """Return every object below a place."""

    def pipe(self, path: dict[str, bytes]) -> None:
        """Write objects."""

    def put_file(self, lpath: str, rpath: str) -> None:
        """Write an object with the content of a local file."""

    def rm_file(self, path: str) -> None:
        """Remove an object."""


def is_address(name: str) -> bool:
    """Tell whether this names a store by an address, such as ``s3://bucket/night``, and not a folder or a file."""
    return "://" in name


def local_path(address: str, whose: str) -> str | None:
    """Return the path of an address that names a place on this machine, None for any other.

    Raises:
        StoreError: the address holds a password, or leads through another; the message says ``whose`` it is.
    """
    parts = urlsplit(address)
    if parts.password is not None or parts.query:
        raise StoreError(f"The address of {whose} holds a password or a key. Give it by the store's own settings.")
    if "::" in address:  # fsspec would keep copies on the disk
        raise StoreError(f"The address of {whose} leads through another. Give a plain one, such as s3://bucket/night.")
    return parts.path if parts.scheme in ("file", "local") else None


def connected(address: str, called: str) -> tuple[Files, str]:
    """Return the file system of fsspec that an address names, and the place in it, without a slash at its end.

    In a message the address is ``called`` so: that of an input may hold the name of a patient.

    Raises:
        StoreError: it is no address of a store, or account and credentials are lacking.
        SystemLibraryMissing: the library for such an address is not installed.
    """
    scheme = address.partition("://")[0]
    # what they log may hold an account; what the run must know they raise
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    # of Google's two interfaces the plain one: the other asks a second service about every bucket
    os.environ.setdefault("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")
    try:
        import fsspec

        # what it remembers of listings may be another worker's past
        files, root = fsspec.core.url_to_fs(address, skip_instance_cache=True, use_listings_cache=False)
    except ImportError:
        extras = ",".join(("cluster", *filter(None, [_EXTRAS.get(scheme)])))
        raise SystemLibraryMissing(
            f"{scheme}:// needs a library that is not installed. Run: pip install 'priorauth[{extras}]'"
        ) from None
    except ValueError:
        if scheme not in fsspec.available_protocols():
            raise StoreError(f"{called} is no address of a store. Such as s3://bucket/night is one.") from None
        raise StoreError(
            f"{called} cannot be used (no account, or no credentials). Give them in the environment, then run again."
        ) from None
    return files, str(root).rstrip("/")


def why(error: Exception) -> str:
    """Return what a library's error means, and nothing that it says, for that may hold an account or a key."""
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    known = _WORDS.get(type(error).__name__) or (_WORDS.get(status) if isinstance(status, int | str) else None)
    if isinstance(error, OSError) and not known:
        # this is all that gcsfs makes of status 403
        known = _REFUSED if str(error).startswith("Forbidden") else _system_words(error.errno)
    return known or type(error).__name__


def _system_words(number: int | None) -> str | None:
    if number is None:
        return None
    # a name that nobody knows the machine of has a number below zero
    return os.strerror(number) if number > 0 else _NO_ANSWER


@contextmanager
def told(name: str) -> Iterator[None]:
    """Let every error of a store's library become one clear sentence; ``name`` is what the store is called in it.

    Raises:
        StoreError: the library raised something.
    """
    try:
        yield
    except PriorAuthError:
        raise
    except Exception as error:
        raise StoreError(
            f"{name} cannot be used ({why(error)}). Check the address and the credentials, then run again."
        ) from None
