"""What decides the bytes of a packet, told by a machine of itself: two that tell the same write the same."""

from __future__ import annotations

import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version

from priorauth.packet.files import MADE_FAST_BY, EngineName

_NAME = re.compile(r"[A-Za-z0-9._-]+")
# what carries the cases, and what a cluster of its own adds
_CARRIERS = ("cloudpickle", "dask", "distributed", "fsspec", "msgpack", "tornado")
_NOWHERE = "none"


def likeness(*, writes: bool, engine: EngineName = "weasyprint") -> dict[str, str]:
    """Return every version and hash on which verdicts rest, and where it ``writes``, on which packets rest."""
    from priorauth.policy.process import all_process_rules
    from priorauth.policy.registry import all_policies

    told = {"Python": platform.python_version(), "processor": platform.machine(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    told.update((name, _version(name)) for name in sorted({*_needed("priorauth"), *_CARRIERS}))
    told["policies"] = _hash(policy.model_dump_json() for policy in all_policies())
    told["process rules"] = _hash(rule.model_dump_json() for rule in all_process_rules())
    return {**told, **_of_pages(engine)} if writes else told


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Return in words what differs between two machines; empty where nothing does."""
    names = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
    return ", ".join(f"{name} {there.get(name, _NOWHERE)} there and {here.get(name, _NOWHERE)} here" for name in names)


def _of_pages(engine: EngineName) -> dict[str, str]:
    from priorauth.render.likeness import fonts_sha256, pango_version
    from priorauth.render.templates import templates_sha256

    drawn_by = {name: _version(name) for name in (MADE_FAST_BY if engine == "fast" else ())}
    return {
        **drawn_by,
        "Pango": pango_version(),
        "templates": templates_sha256()[:12],
        "fonts": fonts_sha256()[:12],
    }


def _needed(package: str, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return a package with all that it needs to run, without extras."""
    try:
        asked = requires(package) or ()
    except PackageNotFoundError:
        return found
    found |= {package}
    for line in asked:
        name = _NAME.match(line)
        if ";" not in line and name and name[0].lower() not in found:
            found = _needed(name[0].lower(), found)
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _NOWHERE


def _hash(parts: Iterator[str]) -> str:
    whole = sha256()
    for part in parts:
        whole.update(part.encode())
    return whole.hexdigest()[:12]
