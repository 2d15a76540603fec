"""Settings from the environment, composed in one place."""

import os
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UsageError

DEFAULT_LIBRARY = Path(".pincite")


@dataclass(frozen=True, slots=True)
class Settings:
    """Each has its variable: PINCITE_LIBRARY, PINCITE_CACHE, PINCITE_MODEL, PINCITE_THREADS, PINCITE_RERANK."""

    library: Path = DEFAULT_LIBRARY
    cache: Path | None = None
    model: str | None = None
    threads: int | None = None
    rerank: str | None = None

    @classmethod
    def from_environment(cls) -> "Settings":
        """Raises UsageError for a value that cannot be used."""
        cache, threads = os.environ.get("PINCITE_CACHE"), os.environ.get("PINCITE_THREADS")
        if threads and not (threads.isdecimal() and int(threads) > 0):
            raise UsageError(f"PINCITE_THREADS is {threads!r}; it must be a whole number above 0.")
        return cls(
            library=Path(os.environ.get("PINCITE_LIBRARY") or DEFAULT_LIBRARY),
            cache=Path(cache) if cache else None,
            model=os.environ.get("PINCITE_MODEL") or None,
            threads=int(threads) if threads else None,
            rerank=os.environ.get("PINCITE_RERANK") or None,
        )
