"""What a report says of itself."""

import pytest

from ingest.metadata import Metadata
from ingest.parse import parse
from ingest.readers import read_source
from ingest.source import Source, SourcePage

BODY = "\n\n1. Introduction\n\nText."


def metadata(front: str) -> dict[str, object]:
    return parse(read_source("r.txt", f"{front}{BODY}".encode())).metadata


@pytest.mark.parametrize(
    "formula",
    [
        "Please cite this publication as:\n\n{}",
        "Please cite as: {}",
        "How to cite this report:\n{}",
        "Suggested citation: {}",
        "Recommended citation of this report: {}",
        "To be cited as: {}",
        "Cite as: {}",
        "Citation: {}",
    ],
)
def test_cite_as(formula: str) -> None:
    cited = "Borg, J., & Vella, M. (2024). *VET for all: skills in Malta*. ReferNet series. https://a.eu"
    assert metadata(f"VET REPORT\n\n{formula.format(cited)}") == {
        "title": "VET for all",
        "subtitle": "skills in Malta",
        "authors": ("Borg, J.", "Vella, M."),
        "year": 2024,
        "series": "ReferNet series",
        "country": "MT",
        "cite_as": cited.replace("*", ""),
    }


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Author: Anna Karno (Bruxelles Formation)", "authors", ("Karno, Anna",)),
        ("Written by: Jo Borg; Mary Ann Vella", "authors", ("Borg, Jo", "Vella, Mary Ann")),
        ("Contributors: VDAB; Le Forem.", "contributors", ("VDAB", "Le Forem")),
        ("© Bruxelles Formation (ReferNet Belgium), 2024", "publisher", "Bruxelles Formation (ReferNet Belgium)"),
        ("© 2024 CPI. All rights reserved.", "publisher", "CPI"),
        ("© 2024 CPI. All rights reserved.", "licence", "All rights reserved."),
        ("© 2024 CPI. All rights reserved.", "year", 2024),
        ("© 2010-2024 Ministry of Education", "year", 2024),
        ("© 2010-2024 Ministry of Education", "publisher", "Ministry of Education"),
        ("© European Union, 1995–2023", "year", 2023),
        ("© European Union, 1995–2023", "publisher", "European Union"),
        ("Dublin\n\nDecember 2023", "year", 2023),
        ("This was prepared based on data/information from 2023.", "data_year", 2023),
        ("Information available until December 2022 was used.", "data_year", 2022),
        ("Reference year: 2021", "data_year", 2021),
        ("Reproduction is authorised, provided the source is named. Other text.", "licence",
         "Reproduction is authorised, provided the source is named."),
        ("Licensed under Creative Commons BY 4.0.", "licence", "Licensed under Creative Commons BY 4.0."),
        ("BELGIUM", "country", "BE"),
        ("Country: Slovak Republic", "country", "SK"),
    ],
)  # fmt: skip
def test_lines_of_the_front_matter(line: str, key: str, value: object) -> None:
    assert metadata(f"VET REPORT\n\n{line}")[key] == value


@pytest.mark.parametrize("rest", ["Skills in 12 regions", "A very long line of title and authors " * 4])
def test_what_runs_on_after_a_copyright_year_is_no_publisher(rest: str) -> None:
    found = metadata(f"VET REPORT\n\n© 2023 {rest}")
    assert (found["year"], found.get("publisher")) == (2023, None)


@pytest.mark.parametrize(
    ("front", "title", "country"),
    [
        ("VET in the Netherlands\n\nA report.", "VET in the Netherlands", "NL"),
        ("VET policy: Türkiye", "VET policy: Türkiye", "TR"),
        ("VET in Malta and Cyprus", "VET in Malta and Cyprus", None),
        ("# VET in Latvia", "VET in Latvia", "LV"),
        ("", "r.txt", None),
    ],
)
def test_without_a_citation_the_first_line_is_the_title(front: str, title: str, country: str | None) -> None:
    found = metadata(front)
    assert (found["title"], found.get("country")) == (title, country)


def test_the_citation_wins_over_labels_but_full_names_stay() -> None:
    found = metadata("Author: Anna Karno, Institute X\n\n© X, 2023\n\nCite as: Karno, A. (2024). Title.")
    assert (found["authors"], found["year"], found["publisher"]) == (("Karno, Anna",), 2024, "X")


@pytest.mark.parametrize("title", ["Suggested citation", "How to cite this report"])
def test_a_citation_in_a_section_of_its_own(title: str) -> None:
    citation = "Borg, J. (2024). “Skills in Malta,” in A. Vella (ed.), Handbook."
    text = f"# T\n\n## One\n\nText.\n\n## {title}\n\n{citation}\n\nMore."
    found = parse(read_source("r.md", text.encode())).metadata
    assert (found["title"], found["authors"], found["year"]) == ("Skills in Malta", ("Borg, J.",), 2024)


def test_a_citation_on_the_last_page() -> None:
    pages = [
        "VET IN MALTA",
        "The text of it.",
        "Suggested citation\n\nBorg, Jo (2025). “Skills in Malta,” in Handbook.",
    ]
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    ranges = tuple(SourcePage(n, None, at, at + len(pages[n - 1])) for n, at in enumerate(starts, 1))
    found = parse(Source("r.pdf", "application/pdf", "\f".join(pages), ranges)).metadata
    assert (found["title"], found["authors"], found["year"]) == ("Skills in Malta", ("Borg, Jo",), 2025)


def test_front_matter_of_markdown() -> None:
    head = "---\ntitle: 'VET in Malta'\nauthor: Jo Borg\ndate: 2023-05-01\nlang: en\n---\n\n"
    text = f"{head}## 1 One\n\nText.\n\n## 2 Two\n\nText."
    document = parse(read_source("r.md", text.encode()))
    assert document.metadata == {
        "title": "VET in Malta",
        "authors": ("Borg, Jo",),
        "year": 2023,
        "language": "en",
        "country": "MT",
    }
    assert [document.passage_text(p) for p in document.passages] == ["Text.", "Text."]


def test_the_body_says_nothing_of_the_report() -> None:
    found = parse(read_source("r.txt", b"Title\n\n1. One\n\nAuthor: nobody\n\n\xc2\xa9 X, 1999\n\nMalta")).metadata
    assert found == {"title": "Title"}


def test_later_layers_win() -> None:
    layers: list[dict[str, object]] = [{"title": "A", "year": 2023, "authors": ["X"]}, {"title": "B"}, {"unknown": 1}]
    assert Metadata.from_layers(*layers) == Metadata(title="B", year=2023, authors=("X",))
    assert Metadata.from_layers() == Metadata()
