"""What PDFs say of themselves, beside golden values: python -m evaluation.metadata [--data FOLDER] [--gold FILE]

Golden values were read off rendered pages (evaluation/gold/pdf-metadata.json); words are held as digests. A value is
right if it is one of those that the document gives, wrong if it gives others, missing if there is none though it gives
one, invented if it gives none. A title that is the file's name counts as none.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evaluation.goldpdf import digest
from evaluation.sets import DATA, ROOT
from evaluation.structuregold import GoldFile, find_pdf
from evaluation.tables import markdown
from ingest.errors import EvaluationError, RefusedFile
from ingest.parse import parse
from ingest.people import family_name
from ingest.readers import read_bytes, read_source

GOLD = ROOT / "evaluation" / "gold" / "pdf-metadata.json"
FIELDS = ("title", "subtitle", "authors", "year", "country", "series", "publisher", "language")
_IN_CLEAR = frozenset(("year", "country", "language"))
Value = str | int | None


class Judgement(StrEnum):
    """How a value compares with those that a document gives."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    INVENTED = "invented"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """A field of a file: what was found in it, and how that compares."""

    file: str
    field: str
    found: object
    judgement: Judgement


def read_gold(path: Path = GOLD) -> dict[tuple[str, str], dict[str, list[Value]]]:
    """By folder and name, the values that each field may have; null where it may be missing. Raises EvaluationError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {(folder, name): dict(told) for folder, files in content.items() for name, told in files.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{path}: is no golden file of metadata ({error}). docs/evaluation.md shows it."
        ) from None


def compared(metadata: Mapping[str, Any], gold: Mapping[str, Sequence[Value]]) -> dict[str, Judgement]:
    """How each field compares; a title counts with its subtitle or without."""
    return {field: _judgement(_as_gold(field, metadata), gold[field]) for field in FIELDS}


def _as_gold(field: str, metadata: Mapping[str, Any]) -> list[Value]:
    """The value in the forms that a golden file may have it; none where there is no value."""
    value = metadata.get(field)
    if not value:
        return []
    if field in _IN_CLEAR:
        return [value]
    if field == "authors":
        return [digest(" ".join(map(family_name, value)))]
    whole = [f"{value} {metadata['subtitle']}"] if field == "title" and metadata.get("subtitle") else []
    return [digest(form) for form in (value, *whole)]


def _judgement(found: Sequence[Value], allowed: Sequence[Value]) -> Judgement:
    stated = [value for value in allowed if value is not None]
    if not found:
        return Judgement.NONE if not stated or None in allowed else Judgement.MISSING
    if set(found) & set(stated):
        return Judgement.RIGHT
    return Judgement.WRONG if stated else Judgement.INVENTED


def judged(gold: Mapping[tuple[str, str], Mapping[str, Sequence[Value]]], data: Path) -> Iterator[Judged]:
    """The fields of the files that are there and can be read; the others are told of."""
    for (folder, name), told in gold.items():
        path = find_pdf(data, GoldFile(folder, name))
        if path is None:
            print(f"{folder}/{name}: skipped, it is not below {data}.", file=sys.stderr)
            continue
        metadata = _metadata(path)
        for field, judgement in compared(metadata, told).items():
            yield Judged(f"{folder}/{name}", field, metadata.get(field), judgement)


def _metadata(path: Path) -> Mapping[str, Any]:
    try:
        metadata = parse(read_source(path.name, read_bytes(path))).metadata
    except RefusedFile as error:
        print(error, file=sys.stderr)
        return {}
    return {key: value for key, value in metadata.items() if key != "title" or value != path.name}


def _tables(found: Sequence[Judged]) -> str:
    counts = Counter((one.field, one.judgement) for one in found)
    kinds = [kind for kind in Judgement if kind is not Judgement.NONE]
    rows = [[field, *(str(counts[field, kind]) for kind in kinds)] for field in FIELDS]
    every = ["all", *(str(sum(counts[field, kind] for field in FIELDS)) for kind in kinds)]
    return markdown(("field", *map(str, kinds)), [*rows, every])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FILE")
    given = parser.parse_args()
    try:
        found = list(judged(read_gold(given.gold), given.data))
    except EvaluationError as error:
        sys.exit(str(error))
    print(_tables(found))
    for one in found:
        if one.judgement not in (Judgement.RIGHT, Judgement.NONE):
            print(f"{one.file}: {one.field} {one.judgement}: {one.found!r}")


if __name__ == "__main__":
    main()
