"""Every error this package raises on purpose, each with an exit code and a sentence that says what to do.

PriorAuthError
├── CaseFileError        3   a file that should hold a case, or a chart, cannot be read as one
├── PolicyError          4   no single policy answers the request
│   ├── UnknownPayer         no policy of this payer is held
│   ├── NoPolicyInEffect     the payer is known, but nothing was in effect on that day
│   └── AmbiguousPlan        several policies fit; the request does not say which
├── PolicyDataError      4   a payer module, or a file of a clinic's own policies, does not make a policy
├── ExhibitMissing       5   a document that the packet points at is not there
├── FormError            3   a payer's form cannot be filled, or its mapping file is not as expected
├── RenderError          6   a template or the page layout failed; nothing was written
│   └── PictureRefused       a logo or the picture of a signature cannot be used
├── OutputError          7   the packet could not be written
│   └── StoreError           an object store refuses, or cannot be reached; a batch that writes there stops
├── SystemLibraryMissing 8   Pango or HarfBuzz for pages, or OCRmyPDF or Tesseract for scans, are not installed
├── SettingsError        9   a settings file cannot be read or names a setting that is not known; an unknown language
├── IncompleteImport    13   some cells or rows of a table could not be read; everything else was read and written
├── SignOffRefused      14   a packet cannot be signed off, or is no longer what was signed off
├── CaseStopped         15   a case of a batch ran over its time or memory, or its worker died twice over it
└── ClusterError        16   the cluster of a batch cannot be reached, or its workers are not like this machine

A missing clinical fact is never an error: it becomes a finding. Exit code 1 is an error nobody foresaw and 2 a
command that was typed wrongly; 0, 10, 11 and 12 are conclusions, not errors: see ``priorauth.cli``.
"""

from __future__ import annotations

from typing import ClassVar


class PriorAuthError(Exception):
    """Base of all errors raised on purpose: a message of what is wrong and what to do next."""

    exit_code: ClassVar[int] = 1


class CaseFileError(PriorAuthError):
    """A file cannot be read as a case; the message names file, field and what was expected."""

    exit_code = 3


class PolicyError(PriorAuthError):
    """No single policy answers the request."""

    exit_code = 4


class UnknownPayer(PolicyError):
    """No policy of the named payer is held."""


class NoPolicyInEffect(PolicyError):
    """The payer is known, but none of its policies was in effect on the day asked for."""


class AmbiguousPlan(PolicyError):
    """More than one policy fits; the message says which fact would decide."""


class PolicyDataError(PriorAuthError):
    """A policy's data are not as expected or contradict each other; the message names the file and the place."""

    exit_code = 4


class ExhibitMissing(PriorAuthError):
    """A document that the packet points at is not where the case says it is."""

    exit_code = 5


class FormError(PriorAuthError):
    """A payer's form cannot be filled, or its mapping file is not as expected; the message says what to do."""

    exit_code = 3


class RenderError(PriorAuthError):
    """A template failed, or the page layout logged a warning; nothing was written."""

    exit_code = 6


class PictureRefused(RenderError):
    """A logo or the picture of a signature is too large, or no plain PNG or SVG."""


class OutputError(PriorAuthError):
    """The packet could not be written; what was there before is unchanged."""

    exit_code = 7


class StoreError(OutputError):
    """An object store refuses, or cannot be reached; a batch that writes there stops, and what is done stays done."""


class SystemLibraryMissing(PriorAuthError):
    """A library or program that a step needs is missing; the message names the command that installs it."""

    exit_code = 8


class SettingsError(PriorAuthError):
    """A settings file is not as expected, or a language is not held; the message names the setting or the languages."""

    exit_code = 9


class IncompleteImport(PriorAuthError):
    """Some cells or rows of a table could not be read; they were listed, and everything else was read and written."""

    exit_code = 13


class SignOffRefused(PriorAuthError):
    """A packet cannot be signed off, or is no longer what was signed off; the message says why."""

    exit_code = 14


class CaseStopped(PriorAuthError):
    """A case of a batch was stopped: it ran over its time or memory, or its worker died twice over it."""

    exit_code = 15


class ClusterError(PriorAuthError):
    """The cluster of a batch cannot be reached, or its workers are not like this machine; the message says how."""

    exit_code = 16
