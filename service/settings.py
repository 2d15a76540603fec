"""Settings from the environment, composed in one place."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import UsageError
from service.reading.limits import Limits

DEFAULT_LIBRARY = Path(".pincite")


@dataclass(frozen=True, slots=True)
class Settings:
    """Each has its variable: PINCITE_LIBRARY, PINCITE_CACHE, PINCITE_MODEL, PINCITE_THREADS, PINCITE_RERANK.

    The limits have three: PINCITE_PAGE_SECONDS, PINCITE_FILE_SECONDS and PINCITE_FILE_MEMORY, in MiB. The password of
    encrypted files, PINCITE_PASSWORD, is shown nowhere.
    """

    library: Path = DEFAULT_LIBRARY
    cache: Path | None = None
    model: str | None = None
    threads: int | None = None
    rerank: str | None = None
    limits: Limits = field(default_factory=Limits)
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Raises UsageError for a value that cannot be used."""
        cache, usual = os.environ.get("PINCITE_CACHE"), Limits()
        return cls(
            library=Path(os.environ.get("PINCITE_LIBRARY") or DEFAULT_LIBRARY),
            cache=Path(cache) if cache else None,
            model=os.environ.get("PINCITE_MODEL") or None,
            threads=_number("PINCITE_THREADS"),
            rerank=os.environ.get("PINCITE_RERANK") or None,
            limits=Limits(
                page_s=_number("PINCITE_PAGE_SECONDS") or usual.page_s,
                file_s=_number("PINCITE_FILE_SECONDS") or usual.file_s,
                memory_mib=_number("PINCITE_FILE_MEMORY") or usual.memory_mib,
            ),
            password=os.environ.get("PINCITE_PASSWORD") or None,
        )


def _number(variable: str) -> int | None:
    """Raises UsageError."""
    value = os.environ.get(variable)
    if value and not (value.isdecimal() and int(value) > 0):
        raise UsageError(f"{variable} is {value!r}; it must be a whole number above 0.")
    return int(value) if value else None
