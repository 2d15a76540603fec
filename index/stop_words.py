"""Words that carry no topic. English has a list of its own; other languages those of the Snowball project."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from threading import get_ident

import tantivy

# Those of the languages of the EU, Iceland and Norway for which tantivy brings the list.
_SNOWBALL = {
    "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "sv": "swedish",
}  # fmt: skip


def is_stop_word(word: str, language: str) -> bool:
    """Whether a word, in lower case, is left out."""
    return _filtered(word, language) if language in _SNOWBALL else word in _listed(language)


@lru_cache(maxsize=65_536)
def _filtered(word: str, language: str) -> bool:
    return not _analyser(language, get_ident()).analyze(word)


@lru_cache(maxsize=64)
def _analyser(language: str, _thread: int) -> "tantivy.TextAnalyzer":
    """An analyser must not be shared by threads."""
    stop_words = tantivy.Filter.stopword(_SNOWBALL[language])
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(stop_words).build()


@cache
def _listed(language: str) -> frozenset[str]:
    lists = tomllib.loads(files("index").joinpath("stop_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists.get(language, "").split())
