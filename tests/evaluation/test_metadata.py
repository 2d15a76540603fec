"""Metadata beside golden values."""

from pathlib import Path
from typing import Any

import pytest

from evaluation.goldpdf import digest
from evaluation.metadata import FIELDS, Judgement, compared, judged, read_gold
from ingest.errors import EvaluationError
from tests.ingest.readers.pdf.making import pdf

NOTHING: dict[str, list[Any]] = {field: [] for field in FIELDS}


def gold(**values: list[Any]) -> dict[str, list[Any]]:
    return {**NOTHING, **values}


@pytest.mark.parametrize(
    ("metadata", "told", "judgement"),
    [
        ({"title": "VET: in Malta"}, [digest("VET in Malta")], Judgement.RIGHT),
        ({"title": "VET", "subtitle": "in Malta"}, [digest("VET in Malta")], Judgement.RIGHT),
        ({"title": "Other"}, [digest("VET in Malta")], Judgement.WRONG),
        ({}, [digest("VET in Malta")], Judgement.MISSING),
        ({}, [None, digest("VET in Malta")], Judgement.NONE),
        ({"title": "Other"}, [], Judgement.INVENTED),
        ({}, [], Judgement.NONE),
    ],
)
def test_how_a_title_compares(metadata: dict[str, Any], told: list[Any], judgement: Judgement) -> None:
    assert compared(metadata, gold(title=told))["title"] is judgement


def test_authors_compare_by_family_names_and_years_in_clear() -> None:
    found = compared(
        {"authors": ("Karno, Anna", "Maes, J."), "year": 2023}, gold(authors=[digest("Karno Maes")], year=[2023])
    )
    assert (found["authors"], found["year"]) == (Judgement.RIGHT, Judgement.RIGHT)


def test_a_title_that_is_the_name_of_the_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "r.pdf").write_bytes(pdf("and so on."))
    told = gold(title=[digest("Skills")])
    titles = [
        one
        for one in judged({("pages", "r.pdf"): told, ("pages", "absent.pdf"): told}, tmp_path)
        if one.field == "title"
    ]
    assert [(one.file, one.judgement) for one in titles] == [("pages/r.pdf", Judgement.MISSING)]


def test_the_golden_file_has_every_field_of_every_file() -> None:
    assert len(read_gold()) > 60
    assert all(set(told) == set(FIELDS) for told in read_gold().values())


def test_what_is_no_golden_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("[]")
    with pytest.raises(EvaluationError, match="no golden file of metadata"):
        read_gold(tmp_path / "gold.json")
