"""What of this machine decides how a page looks, beside the templates and the versions of packages."""

from __future__ import annotations

from hashlib import sha256

from priorauth.render.templates import templates_folder


def pango_version() -> str:
    """Return the version of Pango, which sets the lines, such as "1.50.12".

    Raises:
        SystemLibraryMissing: it is not installed.
    """
    from weasyprint.text.ffi import pango

    major, rest = divmod(pango.pango_version(), 10_000)
    return f"{major}.{rest // 100}.{rest % 100}"


def fonts_sha256() -> str:
    """Return the SHA-256 of all font files together, in hexadecimal."""
    whole = sha256()
    for path in sorted((templates_folder() / "style" / "fonts").glob("*.ttf")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()
