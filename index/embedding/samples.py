"""The passages on which a compiled model is compared with the original."""

import json
from importlib.resources import files

SAMPLES_FILE = "sample_passages.json"


def sample_passages() -> tuple[str, ...]:
    """Paragraphs and headings of a real report, of many lengths."""
    content = json.loads((files("index.embedding") / SAMPLES_FILE).read_text(encoding="utf-8"))
    return tuple(content["passages"])
