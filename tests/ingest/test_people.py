"""Names of authors."""

import pytest

from ingest.people import family_name, split_authors, split_cited, split_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Anna Karno (Bruxelles Formation)", ("Karno, Anna",)),
        ("Karno, Anna", ("Karno, Anna",)),
        ("Karno, Anna; Doe, Jo", ("Karno, Anna", "Doe, Jo")),
        ("Karno, Anna and Doe, Jo", ("Karno, Anna", "Doe, Jo")),
        ("Anna Karno, Jan Peeters and Sofie Maes", ("Karno, Anna", "Peeters, Jan", "Maes, Sofie")),
        ("Jan van der Berg & Dr. Mary Ann Vella", ("van der Berg, Jan", "Vella, Mary Ann")),
        ("Anna Karno, Institute for VET; Jo Doe, Ministry of Education", ("Karno, Anna", "Doe, Jo")),
        ("Cedefop and ReferNet", ("Cedefop", "ReferNet")),
        ("Ministry of Education and Science", ("Ministry of Education and Science",)),
        ("ReferNet Portugal", ("ReferNet Portugal",)),
        ("Ministry of Education, Youth and Sports", ("Ministry of Education, Youth and Sports",)),
        ("Huawei Technologies Co., Ltd.", ("Huawei Technologies Co., Ltd.",)),
        ("Acme Learning GmbH", ("Acme Learning GmbH",)),
        ("EDGAR Online, a division of R. & Sons Company", ("EDGAR Online, a division of R. & Sons Company",)),
        ("SOLAS", ("SOLAS",)),
        ("", ()),
    ],
)
def test_split_authors(names: str, expected: tuple[str, ...]) -> None:
    assert split_authors(names) == expected


def test_the_citation_tells_who_is_an_author() -> None:
    assert split_authors("Anna Karno, Bruxelles Mobilité", "Karno, A. (2024). Title.") == ("Karno, Anna",)
    assert split_authors("Le Forem", "Le Forem (2024). Title.") == ("Le Forem",)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Karno, A.", ("Karno, A.",)),
        ("Karno, A., & Doe, B. C.", ("Karno, A.", "Doe, B. C.")),
        ("Novak, M. and Zupan, L.", ("Novak, M.", "Zupan, L.")),
        ("Karno, A., Doe, B., & O’Neill-Roe, C.", ("Karno, A.", "Doe, B.", "O’Neill-Roe, C.")),
        ("Cedefop, & ReferNet", ("Cedefop", "ReferNet")),
        ("ReferNet Belgium; Cedefop", ("ReferNet Belgium", "Cedefop")),
        ("Department of Further and Higher Education", ("Department of Further and Higher Education",)),
    ],
)
def test_split_cited(authors: str, expected: tuple[str, ...]) -> None:
    assert split_cited(authors) == expected


def test_small_things() -> None:
    assert split_names("VDAB; Le Forem.; ") == ("VDAB", "Le Forem")
    assert family_name("Karno, Anna") == "Karno"
    assert family_name("Cedefop") == "Cedefop"
    assert family_name("Ministry of Education, Youth and Sports") == "Ministry of Education, Youth and Sports"
