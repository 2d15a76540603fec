"""Metadata that a person states."""

from pathlib import Path

import pytest

from ingest.errors import GazetteerError, ManifestError
from ingest.manifest import MANIFEST_NAME, manifest_for, own_entities, stated
from ingest.territories import Entity, Kind


def written(folder: Path, text: str) -> Path:
    (folder / MANIFEST_NAME).write_text(text, encoding="utf-8")
    return folder / "report.txt"


def test_only_what_is_stated_is_given(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '["report.txt"]\ntitle = " VET in Latvia "\nauthors = "Ozola, Ilze; Bērziņš, Jānis"\ncountry = "latvia"\n'
        'year = 2024\nlanguage = "en"\n',
    )
    assert manifest_for(path) == {
        "title": "VET in Latvia",
        "authors": ["Ozola, Ilze", "Bērziņš, Jānis"],
        "country": "LV",
        "year": 2024,
        "language": "en",
    }


def test_nothing_is_stated(tmp_path: Path) -> None:
    assert manifest_for(tmp_path / "report.txt") == {}
    assert manifest_for(written(tmp_path, '["other.txt"]\ntitle = "A"')) == {}


def test_values_given_as_words() -> None:
    assert stated({"year": "2024", "country": "EL"}, "set") == {"year": 2024, "country": "GR"}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ('["report.txt"]\ntitel = "A"', "field 'titel': unknown; the fields are title, subtitle, authors"),
        (
            '["report.txt"]\ncountry = "Flanders"',
            "'Flanders' is not a country; give its English name or its two-letter",
        ),
        ('["report.txt"]\ncountry = 5', "5 is not a country"),
        ('["report.txt"]\nyear = 24', "field 'year': Input should be greater than or equal to 1000"),
        ('["report.txt"]\nlanguage = "English"', "field 'language'"),
        ('["report.txt"]\ntitle = ""', "field 'title'"),
        ('"report.txt" = "A"', '"report.txt" must be a table of fields, as in ["report.txt"].'),
        ("[report", "cannot be read as TOML"),
        ('["report.txt".entities.Westhoek]\npartof = "Flanders"', "field 'entities.Westhoek.partof': unknown"),
        ('["report.txt".entities.A]\npart_of = ["A"]', "entity 'A' is part of itself: A in A. Take one part_of out."),
        ('["report.txt".entities.A]\nnames = "Vlaanderen"', "the name 'Vlaanderen' is one of 'Flanders'"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(tmp_path: Path, table: str, sentence: str) -> None:
    with pytest.raises(ManifestError) as refusal:
        manifest_for(written(tmp_path, table))
    assert str(refusal.value).startswith(str(tmp_path / MANIFEST_NAME))
    assert sentence in str(refusal.value)


def test_a_manifest_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes('title = "é"'.encode("latin-1"))
    with pytest.raises(ManifestError, match="cannot be read as TOML"):
        manifest_for(tmp_path / "report.txt")


def test_a_report_has_entities_of_its_own(tmp_path: Path) -> None:
    text = (
        '["report.txt"]\ncountry = "Switzerland"\n\n["report.txt".entities."Jura Bernois"]\n'
        'names = ["Bernese Jura", "Berner Jura"]\norganisations = ["CEFF"]\npart_of = ["Bern"]\n'
    )
    names = {Kind.NAME: ("Bernese Jura", "Berner Jura"), Kind.ORGANISATION: ("CEFF",)}
    assert own_entities(manifest_for(written(tmp_path, text))) == (Entity("Jura Bernois", "CH", ("Bern",), names),)
    assert own_entities({"country": "CH"}) == ()


def test_entities_that_contradict_each_other_are_told_with_their_place() -> None:
    with pytest.raises(GazetteerError, match=r"^here: entity 'A': part_of names 'B', which is not known"):
        stated({"entities": {"A": {"part_of": ["B"]}}}, "here")
