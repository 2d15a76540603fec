"""Where in a file a value of its metadata was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """The place that a value was read from, the surest first."""

    CITATION = "citation"
    LABEL = "label"
    COVER = "cover"
    COPYRIGHT = "copyright"
    HEADING = "heading"
    TEXT = "text"
    INFORMATION = "file information"
    FILE_NAME = "file name"

    @property
    def is_weak(self) -> bool:
        """Whether a person should look at what comes from there."""
        return self in (Origin.HEADING, Origin.TEXT, Origin.INFORMATION, Origin.FILE_NAME)


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a field, and where it was found."""

    field: str
    value: object
    origin: Origin


def told(found: Iterator[Found]) -> tuple[dict[str, object], dict[str, Origin]]:
    """Values and origins by field; of several values for one field the first that says something."""
    values: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    for one in found:
        if one.value not in (None, "", ()) and one.field not in values:
            values[one.field], origins[one.field] = one.value, one.origin
    return values, origins


def as_stored(values: Mapping[str, object], origins: Mapping[str, Origin]) -> dict[str, object]:
    """Both in one mapping, as the catalogue keeps them."""
    return {**values, ORIGINS: {field: origin.value for field, origin in origins.items()}} if origins else {**values}


ORIGINS = "origins"
