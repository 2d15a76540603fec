"""Files that are there whole or not at all, and reports that are made of parts."""

import re
from pathlib import Path

from evaluation.sets import ROOT
from ingest.errors import EvaluationError

OUTPUT = ROOT / "evaluation" / "RESULTS.md"


def write_whole(path: Path, text: str) -> None:
    """Raises EvaluationError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be written ({error.strerror}). Choose another file.") from None


def replace_part(path: Path, title: str, text: str) -> None:
    """Put `text` in the place of the part that begins with the line `title`, or at the end; other parts stay.

    A part is a heading of the first level with all below it. Raises EvaluationError.
    """
    try:
        parts = _parts(path.read_text(encoding="utf-8")) if path.exists() else {}
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read ({error.strerror}). Choose another file.") from None
    write_whole(path, "\n".join({**parts, title: text.rstrip() + "\n"}.values()))


def _parts(text: str) -> dict[str, str]:
    """The parts of a Markdown text by their first line."""
    parts = re.split(r"^(?=# )", text, flags=re.M)
    return {part.splitlines()[0]: part.rstrip() + "\n" for part in parts if part.strip()}
