"""Seals the PDFs for the payer with a clinician's certificate (PAdES B-B), and tells what became of a seal.

pyHanko does it, which the extra ``pades`` brings. There is no time stamp and no question of revocation: both need a
network, and nothing here uses one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from priorauth.errors import SignOffRefused, SystemLibraryMissing
from priorauth.packet.files import FOR_PAYER, Entry, Packet, PacketFile, digest, with_files
from priorauth.packet.seals import Seal, SealCheck, names

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate as Trusted
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_FIELD = "SignOff"
_TOLD = "Electronic signature of the clinician who signed this document off"
_USES = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True)
class SealingKey:
    """A certificate with its private key, ready to seal."""

    signer: SimpleSigner
    subject: str
    name: str
    """The common name of the certificate, or the whole subject where it has none."""
    certificate_sha256: str


def read_key(content: bytes, passphrase: str, file: str, at: datetime) -> SealingKey:
    """Read a PKCS#12 file (.p12, .pfx); ``file`` is its name, for messages, and ``at`` the time of the seal.

    Raises:
        SignOffRefused: it is no such file, the passphrase is not its own, or its certificate cannot seal now.
        SystemLibraryMissing: pyHanko is not installed.
    """
    _need_pyhanko()
    from asn1crypto.pkcs12 import Pfx
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    try:
        Pfx.load(content, strict=True).native  # noqa: B018 - it is parsed only when it is asked for
    except (ValueError, TypeError, KeyError):
        raise SignOffRefused(
            f"{file} is no PKCS#12 file (.p12 or .pfx), which holds a certificate and its key."
        ) from None
    secret = passphrase.encode() or None
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, secret)
    except ValueError:
        raise SignOffRefused(f"{file} does not open with this passphrase.") from None
    except UnsupportedAlgorithm:
        raise SignOffRefused(f"{file} is locked in a way that is not known here. Export it anew.") from None
    if key is None or certificate is None:
        raise SignOffRefused(f"{file} holds no private key with its certificate. Export it anew, with the key.")
    _refuse_unfit(certificate, file, at)
    return SealingKey(
        signer=SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=secret),
        subject=certificate.subject.rfc4514_string(),
        name=_common_name(certificate),
        certificate_sha256=_fingerprint(certificate),
    )


def seal_packet(packet: Packet, key: SealingKey, at: datetime) -> Packet:
    """Return a signed-off packet with every PDF for the payer sealed; ``at`` is the time that the seal tells.

    Raises:
        SignOffRefused: the certificate cannot seal.
    """
    signed = packet.manifest.signoff
    by = signed.name if signed else ""
    return with_files(
        packet, tuple(_sealed(file, key, by, at) if _may_be_sent(file) else file for file in packet.files)
    )


def check_seal(content: bytes, entry: Entry, *, signer: str, trust: bytes | None, at: datetime) -> SealCheck:
    """Tell what became of the seal of a file; ``trust`` holds certificates (PEM), and ``at`` is the time of the look.

    Raises:
        SignOffRefused: ``trust`` holds no certificate.
        SystemLibraryMissing: pyHanko is not installed.
    """
    _need_pyhanko()
    roots = None if trust is None else list(_certificates(trust))
    found = _seal_in(content)
    if found is None or found.signer_cert is None:
        return _unreadable(entry.path, roots)
    return _checked(found, entry, signer, roots, at)


def _may_be_sent(file: PacketFile) -> bool:
    return file.path.startswith(f"{FOR_PAYER}/") and file.path.endswith(".pdf")


def _sealed(file: PacketFile, key: SealingKey, by: str, at: datetime) -> PacketFile:
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata

    from priorauth.render.sealing_writer import SignerAt, WriterAsItStands

    # PDF/A forbids what is hidden, and PDF/UA what is not tagged: a field outside the page is neither
    outside = InvisSigSettings(box_out_of_bounds=True)
    field = SigFieldSpec(_FIELD, invis_sig_settings=outside, readable_field_name=_TOLD)
    about = PdfSignatureMetadata(
        field_name=_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", name=by, reason="Sign-off"
    )
    signer = SignerAt(about, key.signer, new_field_spec=field, at=at)
    try:
        content = signer.sign_pdf(WriterAsItStands(BytesIO(file.content))).getvalue()
    except (SigningError, ValueError):
        raise SignOffRefused(f"The key of {key.subject} cannot seal a PDF. Use a certificate for signing.") from None
    seal = Seal(
        subject=key.subject,
        certificate_sha256=key.certificate_sha256,
        unsealed_bytes=len(file.content),
        unsealed_sha256=digest(file.content),
    )
    return file.model_copy(update={"content": content, "seal": seal})


def _seal_in(content: bytes) -> EmbeddedPdfSignature | None:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return next(iter(PdfFileReader(BytesIO(content)).embedded_regular_signatures), None)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return None  # changed so that it is no PDF any more, or its seal is none


def _checked(
    found: EmbeddedPdfSignature, entry: Entry, signer: str, roots: list[Trusted] | None, at: datetime
) -> SealCheck:
    from cryptography import x509
    from pyhanko.sign.validation import SignatureCoverageLevel

    certificate = x509.load_der_x509_certificate(found.signer_cert.dump())
    said = found.self_reported_timestamp
    sealed_at = said.astimezone(UTC) if said else None
    whole, trusted = _valid(found, roots, sealed_at or at)
    until, since = certificate.not_valid_after_utc, certificate.not_valid_before_utc
    return SealCheck(
        path=entry.path,
        subject=certificate.subject.rfc4514_string(),
        sealed_at=sealed_at,
        intact=whole,
        appended=found.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE,
        as_recorded=entry.seal is not None and entry.seal.certificate_sha256 == _fingerprint(certificate),
        valid_until=until,
        valid_when_sealed=since <= (sealed_at or at) <= until,
        expired=until < at,
        self_signed=certificate.issuer == certificate.subject,
        trusted=trusted,
        names_signer=names(_common_name(certificate), signer),
    )


def _valid(found: EmbeddedPdfSignature, roots: list[Trusted] | None, moment: datetime) -> tuple[bool, bool | None]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots or [], moment=moment, allow_fetching=False)
    uses = KeyUsageConstraints(key_usage=_USES, match_all_key_usages=False)
    try:
        status = validate_pdf_signature(found, context, key_usage_settings=uses, skip_diff=True)
    except (PdfError, SigningError, ValueError, KeyError, TypeError):
        return False, None if roots is None else False
    return status.intact and status.valid, None if roots is None else status.trusted


def _unreadable(path: str, roots: list[Trusted] | None) -> SealCheck:
    return SealCheck(
        path=path,
        subject=None,
        sealed_at=None,
        intact=False,
        appended=False,
        as_recorded=False,
        valid_until=None,
        valid_when_sealed=False,
        expired=False,
        self_signed=False,
        trusted=None if roots is None else False,
        names_signer=False,
    )


def _refuse_unfit(certificate: Certificate, file: str, at: datetime) -> None:
    if at < certificate.not_valid_before_utc:
        raise SignOffRefused(f"The certificate in {file} is valid from {certificate.not_valid_before_utc:%Y-%m-%d} on.")
    if certificate.not_valid_after_utc < at:
        raise SignOffRefused(f"The certificate in {file} expired on {certificate.not_valid_after_utc:%Y-%m-%d}.")
    if not _may_sign(certificate):
        raise SignOffRefused(f"The certificate in {file} is not meant for signatures. Use one that is.")


def _may_sign(certificate: Certificate) -> bool:
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True  # it says nothing, so it forbids nothing
    return usage.digital_signature or usage.content_commitment


def _certificates(pem: bytes) -> Iterator[Trusted]:
    from asn1crypto.x509 import Certificate as Trusted
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found = load_pem_x509_certificates(pem)
    except ValueError:
        raise SignOffRefused("The file of --trust holds no certificates. Give one in the PEM form.") from None
    return (Trusted.load(one.public_bytes(Encoding.DER)) for one in found)


def _common_name(certificate: Certificate) -> str:
    from cryptography.x509.oid import NameOID

    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _fingerprint(certificate: Certificate) -> str:
    from cryptography.hazmat.primitives.hashes import SHA256

    return certificate.fingerprint(SHA256()).hex()


def _need_pyhanko() -> None:
    try:
        import pyhanko  # noqa: F401
    except ImportError:
        raise SystemLibraryMissing(
            "A seal needs pyHanko, which is not installed. Install it with `pip install 'priorauth[pades]'`."
        ) from None
    for name in ("pyhanko", "pyhanko_certvalidator"):
        # it logs a traceback for every certificate that leads nowhere; what that means, a SealCheck says
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
