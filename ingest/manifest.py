"""Metadata that a person states: in a folder's manifest, or by `pincite set`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ingest.errors import GazetteerError, ManifestError
from ingest.gazetteer import Gazetteer
from ingest.places import country_code
from ingest.territories import Entity, Kind

MANIFEST_NAME = "manifest.toml"


def country_of(value: object) -> str:
    """The code of a country given by name or code. Raises ValueError."""
    if not isinstance(value, str) or (code := country_code(value)) is None:
        raise ValueError(f"{value!r} is not a country; give its English name or its two-letter ISO code")
    return code


def _names(value: object) -> object:
    return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value


_Country = Annotated[str, BeforeValidator(country_of)]
_Names = Annotated[list[str], BeforeValidator(_names)]
_Year = Annotated[int, Field(ge=1000, le=2999)]
_Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class StatedMetadata(BaseModel):
    """The fields that may be stated; what is not stated stays as the report says it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)

    title: str | None = None
    subtitle: str | None = None
    authors: _Names | None = None
    contributors: _Names | None = None
    year: _Year | None = None
    data_year: _Year | None = None
    country: _Country | None = None
    series: str | None = None
    publisher: str | None = None
    language: _Language | None = None
    licence: str | None = None
    cite_as: str | None = None


class OwnEntity(BaseModel):
    """A territory that a report speaks of and the gazetteer lacks, or further names of one that it has."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)

    names: _Names = []
    organisations: _Names = []
    part_of: _Names = []
    ambiguous: bool = False


class Stated(StatedMetadata):
    """What a manifest may say of a file: its metadata, and entities of its own by their names."""

    entities: dict[str, OwnEntity] | None = None


def stated(values: dict[str, object], where: str) -> dict[str, object]:
    """Checked values. Raises ManifestError naming the field and `where` it stands, GazetteerError for entities."""
    try:
        checked = Stated.model_validate(values).model_dump(exclude_unset=True)
        Gazetteer.default().with_own(own_entities(checked))
        return checked
    except GazetteerError as error:
        raise GazetteerError(f"{where}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        known = ", ".join(Stated.model_fields)
        reason = f"unknown; the fields are {known}" if first["type"] == "extra_forbidden" else first["msg"]
        raise ManifestError(f"{where}: field {field!r}: {reason.removeprefix('Value error, ')}.") from None


def own_entities(manifest: Mapping[str, object]) -> tuple[Entity, ...]:
    """The entities that a checked manifest adds to the gazetteer; they lie in the report's country."""
    entries = manifest.get("entities")
    country = manifest.get("country")
    if not isinstance(entries, dict):
        return ()
    return tuple(
        _entity(name, OwnEntity(**entry), country if isinstance(country, str) else None)
        for name, entry in entries.items()
    )


def _entity(name: str, own: OwnEntity, country: str | None) -> Entity:
    names = {Kind.NAME: tuple(own.names), Kind.ORGANISATION: tuple(own.organisations)}
    return Entity(name, country, tuple(own.part_of), names, own.ambiguous)


def manifest_for(path: Path) -> dict[str, object]:
    """What the manifest beside a file states of it; nothing where there is none."""
    manifest = path.parent / MANIFEST_NAME
    if not manifest.is_file():
        return {}
    try:
        tables = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ManifestError(f"{manifest}: cannot be read as TOML: {error}. Correct or remove it.") from None
    table = tables.get(path.name, {})
    if not isinstance(table, dict):
        raise ManifestError(f'{manifest}: "{path.name}" must be a table of fields, as in ["{path.name}"].')
    return stated(table, f'{manifest}, ["{path.name}"]')
