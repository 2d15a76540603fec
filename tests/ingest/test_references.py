"""Entries of the list of references."""

import pytest

from ingest.document import Reference
from ingest.references import is_remark, looks_like_entry, read_reference


def read(text: str) -> Reference:
    reference = read_reference(0, 100, 100 + len(text), text)
    assert reference is not None
    assert text[reference.start - 100 :] == reference.text
    return reference


@pytest.mark.parametrize(
    ("text", "authors", "label", "title", "url"),
    [
        (
            "- Cedefop, & ReferNet. (2023h). Pact for Excellence: Belgium-FR. In Cedefop (2023). Timeline. https://a.eu/1",
            "Cedefop, & ReferNet",
            "2023h",
            "Pact for Excellence: Belgium-FR",
            "https://a.eu/1",
        ),
        ("Daugaviete, A., & Kļava, M. (2021). Skills.", "Daugaviete, A., & Kļava, M.", "2021", "Skills", None),
        ("[12] OECD (2022b), “Education”, OECD, Paris.", "OECD", "2022b", "Education”, OECD, Paris", None),
        (
            "3. Région wallonne. (2019). Le Plan [The plan]. https://w.be/",
            "Région wallonne",
            "2019",
            "Le Plan",
            "https://w.be/",
        ),
        ("Eurostat (n.d.). Database.", "Eurostat", "n.d.", "Database", None),
        ("Borg, J. (2023, June 5). On skills. Times.", "Borg, J.", "2023", "On skills", None),
        ("OECD. 2023. Skills Strategy. Paris.", "OECD", "2023", "Skills Strategy", None),
        ("* Law 82/2009 on qualifications", None, None, None, None),
        ("Portal: see https://a.eu/wiki_(VET), or <https://b.eu/x>.", None, None, None, "https://b.eu/x"),
        ("Data (https://a.eu/law_(2017))", None, None, None, "https://a.eu/law_(2017)"),
    ],
)
def test_parts(text: str, authors: str | None, label: str | None, title: str | None, url: str | None) -> None:
    found = read(text)
    assert (found.authors, found.label, found.title, found.url) == (authors, label, title, url)


@pytest.mark.parametrize("text", ["[URLs accessed 2.9.2024]", "(Accessed 3 May 2024)", "Legislation", ""])
def test_remarks_are_no_entries(text: str) -> None:
    assert read_reference(0, 0, len(text), text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Law 82/2009 on VET", True),
        ("Cedefop (2023). Title.", True),
        ("See https://a.eu", True),
        ("In 2023, funding has two sources.", False),
        ("Funding has two sources.", False),
    ],
)
def test_looks_like_entry(text: str, expected: bool) -> None:
    assert looks_like_entry(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[URLs accessed 2.9.2024]", True),
        ("(Accessed 3 May 2024).", True),
        ("[alle Links zuletzt abgerufen am 2. September 2024]", True),
        ("[Legislation]", False),
        ("[12]", False),
        ("[12] OECD (2022b), Education.", False),
        ("The list was closed on 2.9.2024.", False),
    ],
)
def test_remarks(text: str, expected: bool) -> None:
    assert is_remark(text) is expected
