"""Certificates for tests, each made with its own key: nobody's, and trusted by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    KeyUsage,
    Name,
    NameAttribute,
    random_serial_number,
)
from cryptography.x509.oid import NameOID

PASSPHRASE = "correct horse"
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Made:
    """A certificate, as the file that a clinician would have and as the one that others would trust."""

    p12: bytes
    pem: bytes
    """Of the authority that issued it, or of itself."""


@cache
def made(
    name: str = "Ana Example",
    *,
    since: datetime = NOW - DAY,
    until: datetime = NOW + DAY,
    by_authority: bool = False,
    may_sign: bool = True,
    with_key: bool = True,
    kind: str = "rsa",
) -> Made:
    """Return a certificate of this name."""
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    issuer, issuer_key = ("Sample Authority", ec.generate_private_key(ec.SECP256R1())) if by_authority else (name, key)
    usage = KeyUsage(may_sign, may_sign, not may_sign, False, False, False, False, False, False)
    certificate = (
        _builder(name, issuer, since, until)
        .public_key(key.public_key())
        .add_extension(usage, critical=True)
        .sign(issuer_key, SHA256())
    )
    root = certificate if not by_authority else _authority(issuer, issuer_key)
    p12 = pkcs12.serialize_key_and_certificates(
        b"key",
        key if with_key else None,
        certificate if with_key else None,
        None if with_key else [certificate],
        BestAvailableEncryption(PASSPHRASE.encode()),
    )
    return Made(p12=p12, pem=root.public_bytes(Encoding.PEM))


def _authority(name: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> Certificate:
    return (
        _builder(name, name, NOW - 10 * DAY, NOW + 10 * DAY)
        .public_key(key.public_key())
        .add_extension(BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )


def _builder(name: str, issuer: str, since: datetime, until: datetime) -> CertificateBuilder:
    subject, by = (Name([NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer))
    builder = CertificateBuilder().subject_name(subject).issuer_name(by).serial_number(random_serial_number())
    return builder.not_valid_before(since).not_valid_after(until)
