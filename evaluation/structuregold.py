"""What is known of how PDFs are built: their headings, sentences and running lines, held as digests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.sets import ROOT
from ingest.errors import EvaluationError

GOLD = ROOT / "evaluation" / "gold" / "pdf"


@dataclass(frozen=True, slots=True)
class GoldHeading:
    """A heading by the digest of its words; levels count from 1, as physical pages do."""

    hash: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence by its digest, and how many letters and digits make it up."""

    hash: str
    characters: int
    first_page: int
    last_page: int

    @property
    def crosses(self) -> bool:
        """Whether it runs over a page break."""
        return self.first_page != self.last_page


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A file of a collection. `optional` headings are neither missed nor wrong where they are found.

    `running` are headers and footers, digits replaced by "#"; beyond the first `pages_read` nothing is known of
    headings. `broken`: the words on its pages are not those of its text layer.
    """

    collection: str
    name: str
    headings: tuple[GoldHeading, ...] = ()
    optional: tuple[GoldHeading, ...] = ()
    sentences: tuple[GoldSentence, ...] = ()
    running: frozenset[str] = frozenset()
    pages_read: int | None = None
    broken: bool = False


def read_gold(path: Path) -> list[GoldFile]:
    """The files of a collection, which is named as the golden file is. Raises EvaluationError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return [_file(path.stem, name, told) for name, told in content.items()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{path}: is no golden file of PDFs ({error}). docs/evaluation.md shows the form."
        ) from None


def find_pdf(data: Path, gold: GoldFile) -> Path | None:
    """Where the file lies below `data`; None where it is absent."""
    folder = data / gold.collection
    return next((path for path in (folder / gold.name, folder / "pdfs" / gold.name) if path.is_file()), None)


def _file(collection: str, name: str, told: Mapping[str, Any]) -> GoldFile:
    sentences = (
        GoldSentence(one["hash"], one["characters"], one["first_page"], one["last_page"]) for one in told["sentences"]
    )
    return GoldFile(
        collection,
        name,
        headings=_headings(told["headings"]),
        optional=_headings(told.get("optional_headings", ())),
        sentences=tuple(sentences),
        running=frozenset(told.get("headers", ())),
        pages_read=told.get("pages_read"),
        broken=told.get("broken_text_layer", False),
    )


def _headings(rows: Any) -> tuple[GoldHeading, ...]:
    return tuple(GoldHeading(row["hash"], row["level"], row["page"]) for row in rows)
