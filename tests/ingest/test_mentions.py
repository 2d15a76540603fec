"""In-text citations against the list of references."""

import pytest

from ingest.document import Mention
from ingest.mentions import find_mentions
from ingest.references import read_reference

LIST = [
    "Cedefop (2023). Spotlight.",
    "Cedefop and Refernet (2023i). Precariousness plan - incentives for vocational learners in Brussels.",
    "Cedefop, & ReferNet. (2023j). Quality assurance for non-formal VET: Belgium-FL.",
    "ReferNet Belgium; Cedefop. (2023). Training compass.",
    "Karno, A. (2022). Alone.",
    "Karno, A., & Doe, B. (2022). Together.",
    "Doe, B., Karno, A., & Roe, C. (2021). Many.",
    "Gouvernement de la Communauté française. (2023). Arrêté.",
    "Eurostat. (n.d.). Database.",
    "OECD (2019). One.",
    "OECD (2019). Other.",
    "Vella, M., et al. (2020). Some.",
]
REFERENCES = [r for n, entry in enumerate(LIST) if (r := read_reference(n, 0, len(entry), entry))]


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(text, REFERENCES, [(0, len(text))])


def found(text: str) -> list[tuple[str, str, int | None]]:
    return [(mention.text, mention.status, mention.reference) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "printed", "reference"),
    [
        ("as planned (Cedefop, & ReferNet, 2023i).", "(Cedefop, & ReferNet, 2023i)", 1),
        ("as planned (see also Cedefop and ReferNet, 2023I, p. 4).", "(see also Cedefop and ReferNet, 2023I, p. 4)", 1),
        ("as planned (Cedefop, 2023).", "(Cedefop, 2023)", 0),
        ("as planned (ReferNet Belgium; Cedefop, 2023).", "(ReferNet Belgium; Cedefop, 2023)", 3),
        ("as planned (Karno, 2022).", "(Karno, 2022)", 4),
        ("as planned (Karno & Doe, 2022).", "(Karno & Doe, 2022)", 5),
        ("as planned (Doe et al., 2021).", "(Doe et al., 2021)", 6),
        (
            "as planned (Gouvernement de la Communauté française, 2023).",
            "(Gouvernement de la Communauté française, 2023)",
            7,
        ),
        ("as planned (Eurostat, n.d.).", "(Eurostat, n.d.)", 8),
        ("as planned (Karno and Doe 2022).", "(Karno and Doe 2022)", 5),
        ("According to Karno and Doe (2022) it is.", "Karno and Doe (2022)", 5),
        ("as planned (Vella et al., 2020).", "(Vella et al., 2020)", 11),
        ("The work of Doe et al. (2021) is known.", "Doe et al. (2021)", 6),
    ],
)
def test_resolved(text: str, printed: str, reference: int) -> None:
    assert found(text) == [(printed, "resolved", reference)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(Cedefop, & ReferNet, 2023z)", "no entry for 2023z under these authors"),
        ("(Unesco, 2020)", "no entry for 2020 under these authors"),
        ("(OECD, 2019)", "more than one entry fits"),
        ("as OECD (2020) says", "no entry for 2020 under these authors"),
    ],
)
def test_unresolved(text: str, why: str) -> None:
    (mention,) = mentions(text)
    assert (mention.status, mention.reference, mention.why) == ("unresolved", None, why)


def test_several_in_one_parenthesis() -> None:
    assert found("(e.g. Karno, 2022; Cedefop & ReferNet, 2023i, 2023j; Unesco, 2020)") == [
        ("Karno, 2022", "resolved", 4),
        ("Cedefop & ReferNet, 2023i", "resolved", 1),
        ("2023j", "resolved", 2),
        ("Unesco, 2020", "unresolved", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(2023)",
        "(May 2023)",
        "in Flanders (2019)",
        "(adopted in 2018 for all)",
        "(Decree of 21 December 2022)",
        "(21 December, 2022)",
        "(PEQ)",
        "(as of June, 2023)",
        "(6.5%)",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert found(text) == []


def test_a_letter_that_slipped_is_doubted() -> None:
    text = "A Decree on the quality assurance of non-formal VET was approved (Cedefop, & ReferNet, 2023i). Then more."
    (mention,) = mentions(text)
    assert (mention.status, mention.reference, mention.probably_meant) == ("doubtful", 1, 2)
    assert mention.why == (
        "entry 2023i is “Precariousness plan - incentives for vocational learners in Brussels”; "
        "the sentence shares words with 2023j, “Quality assurance for non-formal VET: Belgium-FL”"
    )


def test_offsets_are_those_of_the_text() -> None:
    text = "First (Karno, 2022). Second (Eurostat, n.d.)."
    assert [text[m.start : m.end] for m in mentions(text)] == ["(Karno, 2022)", "(Eurostat, n.d.)"]
    assert [m.text for m in find_mentions(text, REFERENCES, [(20, len(text))])] == ["(Eurostat, n.d.)"]
