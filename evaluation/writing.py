"""Files that are there whole or not at all."""

from pathlib import Path

from ingest.errors import EvaluationError


def write_whole(path: Path, text: str) -> None:
    """Raises EvaluationError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be written ({error.strerror}). Choose another file.") from None
