"""Metadata that a person states: in a folder's manifest, or by `pincite set`."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ingest.errors import ManifestError
from ingest.places import country_code

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


def stated(values: dict[str, object], where: str) -> dict[str, object]:
    """Checked values. Raises ManifestError naming the field and `where` it stands."""
    try:
        return StatedMetadata.model_validate(values).model_dump(exclude_unset=True)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        known = ", ".join(StatedMetadata.model_fields)
        reason = f"unknown; the fields are {known}" if first["type"] == "extra_forbidden" else first["msg"]
        raise ManifestError(f"{where}: field {field!r}: {reason.removeprefix('Value error, ')}.") from None


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
