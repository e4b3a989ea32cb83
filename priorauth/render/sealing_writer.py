"""pyHanko's writer and signer, held to what a PDF/A-3 and PDF/UA-1 file may be. Imported only when a file is sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession


class WriterAsItStands(IncrementalPdfFileWriter):
    """Appends to a file, and leaves its metadata and its version of PDF as they are."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Keep the version: PDF/A-3 is PDF 1.7, and some keys would make it PDF 2.0."""

    def _update_meta(self) -> None:
        """Keep the metadata: pyHanko would write them anew, and leave out what makes PDF/UA-1 lawful in PDF/A-3."""


class SignerAt(PdfSigner):
    """Signs at a time that it is told, and reads no clock."""

    def __init__(self, *arguments: Any, at: datetime, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
        self._at = at
        super().__init__(*arguments, **options)

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        """Begin to sign, at the time told."""
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._at
        return session
