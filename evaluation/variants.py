"""Variants of the retrieval options, as they are written on a command line."""

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from index.options import RetrievalOptions
from ingest.errors import EvaluationError

Changes = Mapping[str, object]


def varied(texts: Sequence[str]) -> dict[str, Changes]:
    """`option=value,value`: a variant for each value. Raises EvaluationError."""
    pairs = [text.partition("=") for text in texts]
    return dict(
        named(f"{option.strip()}={value.strip()}") for option, _, values in pairs for value in values.split(",")
    )


def named(text: str) -> tuple[str, Changes]:
    """`name: option=value, option=value`, or without the name. Raises EvaluationError for an unknown option."""
    name, _, changes = text.rpartition(":")
    pairs = [change.partition("=") for change in changes.split(",")]
    found = {option.strip(): _value(value.strip()) for option, _, value in pairs}
    known = list(_names(RetrievalOptions()))
    for option in found:
        if option not in known:
            raise EvaluationError(f"no retrieval option {option!r}; the options are {', '.join(known)}.")
    return name.strip() or changes.strip(), found


def changed(options: RetrievalOptions, changes: Changes) -> RetrievalOptions:
    """The options but for these changes."""
    result: RetrievalOptions = _changed(options, changes)
    return result


def _changed(options: Any, changes: Changes) -> Any:
    """Options are named alone, also those that stand in a group within the others."""
    own = {name: changes[name] for name, value in _own(options) if name in changes}
    groups = {name: _changed(value, changes) for name, value in _own(options) if is_dataclass(value)}
    return replace(options, **groups, **own)


def _names(options: Any) -> Iterator[str]:
    for name, value in _own(options):
        yield from _names(value) if is_dataclass(value) else (name,)


def _own(options: Any) -> Iterator[tuple[str, Any]]:
    yield from ((field.name, getattr(options, field.name)) for field in fields(options))


def _value(text: str) -> object:
    try:
        return literal_eval(text)
    except (ValueError, SyntaxError):
        return text
