"""The cache folder: compiled models, and fingerprints that need not be computed again.

models/FINGERPRINT-RUNTIME/    record.json, model.onnx, model.data, tokenizer.json, pieces.json; -fp32 where asked for
converted/NAME-FINGERPRINT/    the model's folder, made of a file of a package
names/HASH.json                where a name was found, the stamp of its files, its fingerprint
"""

import contextlib
import hashlib
import json
import os
import platform
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from index.embedding.fingerprint import Stamp, stamp, stated
from index.embedding.record import Asked, Record
from index.embedding.sources import Weights

# Raise it whenever the compiler's output changes: older entries are then left alone.
COMPILER_VERSION = 3
CACHE_VARIABLE = "PINCITE_CACHE"
READ_AT_ONCE = 1 << 20

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Known:
    """A fingerprint computed earlier, for the files as they were then."""

    place: str
    stated: list[str]
    files: Stamp
    fingerprint: str


def cache_folder(explicit: Path | None = None) -> Path:
    """The folder given, else PINCITE_CACHE, else the user's cache folder of this system."""
    chosen = explicit or os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().resolve()
    from platformdirs import user_cache_path

    return user_cache_path("pincite")


def entry_folder(cache: Path, fingerprint: str, runtime: str, precision: Asked | None = None) -> Path:
    """Where the model compiled for this runtime and processor lies, or will lie; apart if a precision was asked for."""
    name = f"{fingerprint}-{runtime}-{platform.machine().lower()}-{COMPILER_VERSION}"
    return cache / "models" / (f"{name}-{precision}" if precision else name)


def read_entry(folder: Path, read: Callable[[Path], R]) -> R | None:
    """The record of a whole entry; None where there is none, or a part of it is damaged."""
    try:
        record = read(folder)
        whole = all(checksum(folder / name) == value for name, value in record.checksums.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return record if whole else None


def checksum(path: Path) -> int:
    """CRC-32 of a file: against damage, not against malice."""
    total = 0
    with path.open("rb") as file:
        while part := file.read(READ_AT_ONCE):
            total = zlib.crc32(part, total)
    return total


def known_name(cache: Path, name: str) -> Known | None:
    """What was remembered under this name, whether or not it still holds."""
    try:
        return Known(**json.loads(_name_file(cache, name).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def still_holds(known: Known | None, weights: Weights) -> bool:
    """True while the very same files are in place."""
    return known is not None and known == _known(weights, known.fingerprint)


def remember(cache: Path, weights: Weights, fingerprint: str) -> None:
    """Spare the next process the hashing; a cache that cannot be written only costs time."""
    path = _name_file(cache, weights.name)
    known = _known(weights, fingerprint)
    temporary = path.with_name(f"{path.stem}.{os.urandom(4).hex()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(asdict(known)), encoding="utf-8")
        temporary.replace(path)


def _known(weights: Weights, fingerprint: str) -> Known:
    return Known(str(weights.place), stated(weights.entry), stamp(weights.place), fingerprint)


def _name_file(cache: Path, name: str) -> Path:
    return cache / "names" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
