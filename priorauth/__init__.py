"""Prior-authorization documents for Botox in chronic migraine: does the chart meet what the payer asks?"""

from priorauth.api import (
    compare_case,
    lint_case,
    prepare_packet,
    read_policy_folder,
    review_case,
    when_case,
    write_packet,
)
from priorauth.errors import (
    AmbiguousPlan,
    CaseFileError,
    ExhibitMissing,
    IncompleteImport,
    NoPolicyInEffect,
    OutputError,
    PolicyDataError,
    PolicyError,
    PriorAuthError,
    RenderError,
    SettingsError,
    SystemLibraryMissing,
    UnknownPayer,
)

__all__ = [
    "AmbiguousPlan",
    "CaseFileError",
    "ExhibitMissing",
    "IncompleteImport",
    "NoPolicyInEffect",
    "OutputError",
    "PolicyDataError",
    "PolicyError",
    "PriorAuthError",
    "RenderError",
    "SettingsError",
    "SystemLibraryMissing",
    "UnknownPayer",
    "compare_case",
    "lint_case",
    "prepare_packet",
    "read_policy_folder",
    "review_case",
    "when_case",
    "write_packet",
]
