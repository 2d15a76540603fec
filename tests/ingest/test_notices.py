"""Copyright, imprint and licence."""

import pytest

from ingest.notices import data_year, from_copyright, from_imprint, licence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("© 2023 Céreq", {"year": 2023, "publisher": "Céreq"}),
        (
            "Copyright © Malta Institute, 2019-2023. All rights reserved.",
            {"year": 2023, "publisher": "Malta Institute"},
        ),
        ("Titelbild © Studio X 2019\n© Institut Y, 2023", {"year": 2023, "publisher": "Institut Y"}),
        ("© Shutterstock 2019", {}),
        ("As told in Figure © 2019 X", {}),
    ],
)
def test_copyright(text: str, found: dict[str, object]) -> None:
    assert {one.field: one.value for one in from_copyright(text)} == found


def test_an_imprint_gives_place_publisher_and_year() -> None:
    text = "Luxembourg: Publications Office of the European Union, 2017\nISBN 978"
    assert [one.value for one in from_imprint(text)] == ["Publications Office of the European Union", 2017]
    assert list(from_imprint("Note: of all learners, 2017")) == []


@pytest.mark.parametrize(
    "sentence",
    ["All rights reserved.", "Alle Rechte vorbehalten.", "Tous droits réservés.", "Reproducción autorizada."],
)
def test_licence(sentence: str) -> None:
    assert [one.value for one in licence(["Nothing.", f"© X 2023. {sentence} Printed."])] == [sentence]


def test_the_year_of_the_data() -> None:
    assert [one.value for one in data_year("Referenzjahr: 2021")] == [2021]
    assert list(data_year("Printed in 2021")) == []
