"""Territories are found by their names, and by nothing that only looks like one."""

import pytest

from ingest.errors import GazetteerError
from ingest.gazetteer import Gazetteer
from ingest.territories import Entity, Kind

GAZETTEER = Gazetteer.default()


def names(text: str, country: str | None = None) -> list[str]:
    return [found.entity for found in GAZETTEER.find(text, country)]


def asked(text: str) -> list[str]:
    return [found.entity for found in GAZETTEER.find_in_question(text)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("In Flanders, the Flemish Government pays.", ["Flanders", "Flanders"]),
        ("the Walloon and Brussels Regions", ["Wallonia", "Brussels"]),
        ("the Fédération Wallonie-Bruxelles", ["French Community"]),
        ("the French-speaking part of Belgium", ["French-speaking part of Belgium"]),
        ("de Vlaamse Gemeenschap", ["Flanders"]),
        ("la Communauté flamande et la Région wallonne", ["Flanders", "Wallonia"]),
        ("in der Deutschsprachigen Gemeinschaft", ["German-speaking Community"]),
        ("Le Forem, IFAPME and VDAB", ["Wallonia", "Wallonia", "Flanders"]),
        ("Bavaria, Niedersachsen and Catalonia", ["Bavaria", "Lower Saxony", "Catalonia"]),
        ("Norwegian, Icelandic and Maltese providers", ["Norway", "Iceland", "Malta"]),
        ("the European Union (EU)", ["European Union", "European Union"]),
        ("FLANDERS", ["Flanders"]),
        ("the French\nCommunity", ["French Community"]),
        ("spoken French.\n\nCommunity", []),
    ],
)
def test_finds_names_in_several_languages(text: str, entities: list[str]) -> None:
    assert names(text) == entities


def test_tells_where_a_name_stands() -> None:
    text = "Only in the Walloon Region."
    (found,) = GAZETTEER.find(text)
    assert (text[found.start : found.end], found.kind) == ("Walloon Region", Kind.NAME)


@pytest.mark.parametrize("text", ["they polish a turkey", "an eu of words", "a guinea pig in jersey", "founders"])
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "country", "entities"),
    [
        ("a French school", None, []),
        ("a French school", "BE", []),
        ("a French school", "FR", ["France"]),
        ("a French course", "FR", []),
        ("the Finnish system", None, ["Finland"]),
        ("a Finnish course", None, []),
        ("Swedish-speaking schools", "FI", []),
    ],
)
def test_an_adjective_may_speak_of_a_language(text: str, country: str | None, entities: list[str]) -> None:
    assert names(text, country) == entities


@pytest.mark.parametrize(
    ("text", "country", "candidates"),
    [
        ("Luxembourg", None, ("Luxembourg", "Luxembourg (Belgium)")),
        ("Luxembourg", "LU", ("Luxembourg",)),
        ("Luxembourg", "BE", ("Luxembourg (Belgium)",)),
        ("Luxembourg", "DE", ("Luxembourg",)),
        ("Limburg", "NL", ("Limburg (Netherlands)",)),
        ("Limburg", "DE", ("Limburg (Belgium)", "Limburg (Netherlands)")),
    ],
)
def test_the_country_of_a_text_decides_between_territories(
    text: str, country: str | None, candidates: tuple[str, ...]
) -> None:
    (found,) = GAZETTEER.find(text, country)
    assert (found.candidates, found.entity) == (candidates, candidates[0])


@pytest.mark.parametrize(
    ("question", "entities"),
    [
        ("what did flanders do?", ["Flanders"]),
        ("Quality assurance in Flandres", ["Flanders"]),
        ("Flander and Walonia", ["Flanders", "Wallonia"]),
        ("the Brusels Region and Belguim", ["Brussels", "Belgium"]),
        ("vocational schools in gemany", ["Germany"]),
        ("Wat doet Brussel voor wallonië?", ["Brussels", "Wallonia"]),
        ("Are the founders hungry?", []),
        ("Sachen und Bauern", []),
        ("What does French alone mean?", []),
        ("the service catalogue for islands", []),
    ],
)
def test_reads_questions_in_any_case_and_with_a_letter_wrong(question: str, entities: list[str]) -> None:
    assert asked(question) == entities


@pytest.mark.parametrize(
    ("question", "taken_out"),
    [
        ("schools outside Flanders", ["Flanders"]),
        ("Flanders, but not in Wallonia", ["Wallonia"]),
        ("all except Brussels and the Walloon Region", ["Brussels", "Wallonia"]),
        ("in Flanders and Brussels", []),
        ("not only in Flanders", []),
        ("hors de la Région wallonne", ["Wallonia"]),
        ("außerhalb von Flandern", ["Flanders"]),
        ("buiten Vlaanderen", ["Flanders"]),
        ("Why does it not work well in Brussels?", []),
    ],
)
def test_tells_what_a_question_takes_out(question: str, taken_out: list[str]) -> None:
    assert [found.entity for found in GAZETTEER.find_in_question(question) if found.negated] == taken_out


def test_a_misspelt_name_is_told_apart() -> None:
    spelt, misspelt = GAZETTEER.find_in_question("Flanders or Wallonea")
    assert (spelt.misspelt, misspelt.misspelt) == (False, True)


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("Flanders", ("Flanders",)),
        ("flemish community", ("Flanders",)),
        ("Wallonie", ("Wallonia",)),
        ("Luxembourg", ("Luxembourg",)),
        ("Limburg", ("Limburg (Belgium)", "Limburg (Netherlands)")),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_resolves_a_name(name: str, entities: tuple[str, ...]) -> None:
    assert GAZETTEER.resolve(name) == entities


def test_what_is_part_of_what() -> None:
    assert GAZETTEER.ancestors("Hainaut") == {"Wallonia", "French-speaking part of Belgium", "Belgium"}
    assert {"Wallonia", "Brussels", "French Community"} < GAZETTEER.descendants("French-speaking part of Belgium")
    assert "Flanders" not in GAZETTEER.descendants("French-speaking part of Belgium")
    assert GAZETTEER.ancestors("Bavaria") == {"Germany"}
    assert GAZETTEER.ancestors("Atlantis") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "siblings"),
    [
        ("Flanders", "Wallonia", True),
        ("Wallonia", "Belgium", False),
        ("French-speaking part of Belgium", "Brussels", False),
        ("Flanders", "Flanders", False),
    ],
)
def test_siblings_are_no_part_of_each_other(one: str, other: str, siblings: bool) -> None:
    assert GAZETTEER.are_siblings(one, other) is siblings
    assert GAZETTEER.are_siblings(other, one) is siblings


def own(name: str, *names: str, part_of: tuple[str, ...] = (), ambiguous: bool = False) -> Entity:
    return Entity(name, None, part_of, {Kind.NAME: names}, ambiguous)


def test_a_report_may_have_entities_of_its_own() -> None:
    gazetteer = GAZETTEER.with_own([own("Westhoek", "the Western Corner", part_of=("West Flanders",))])
    assert [found.entity for found in gazetteer.find("In the Western Corner")] == ["Westhoek"]
    assert "Belgium" in gazetteer.ancestors("Westhoek")
    assert [found.entity for found in gazetteer.find_in_question("in Westhoec")] == ["Westhoek"]
    assert names("In the Western Corner") == []


def test_a_report_may_add_a_name_to_a_known_entity() -> None:
    gazetteer = GAZETTEER.with_own([own("Flanders", "The North")])
    assert [found.entity for found in gazetteer.find("in The North, in Flanders")] == ["Flanders", "Flanders"]
    assert gazetteer.ancestors("Flanders") == {"Belgium"}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            [own("A", part_of=("B",)), own("B", part_of=("A",))],
            r"'A' is part of itself: A in B in A\. Take one part_of",
        ),
        ([own("Belgium", part_of=("Flanders",))], "'Belgium' is part of itself: Belgium in Flanders in Belgium"),
        ([own("A", part_of=("Atlantis",))], "'A': part_of names 'Atlantis', which is not known"),
        ([own("A", "Vlaanderen")], "'A': the name 'Vlaanderen' is one of 'Flanders'; leave it out, or set ambiguous"),
        ([own("A", "North"), own("B", "north")], "'B': the name 'north' is one of 'A'"),
        ([own("A", "--")], "'A': the name '--' has no letters"),
    ],
)
def test_refuses_what_contradicts_itself(entries: list[Entity], message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        GAZETTEER.with_own(entries)


def test_an_ambiguous_name_stands_for_both() -> None:
    gazetteer = GAZETTEER.with_own([own("Vlaanderen (Brazil)", "Vlaanderen", ambiguous=True)])
    (found,) = gazetteer.find("Vlaanderen")
    assert set(found.candidates) == {"Flanders", "Vlaanderen (Brazil)"}


def test_reports_that_contradict_each_other_live_together() -> None:
    one, other = [own("A"), own("B", "Middle", part_of=("A",))], [own("B"), own("A", "Middle", part_of=("B",))]
    gazetteer = GAZETTEER.with_those_of([one, other])
    assert set(gazetteer.resolve("Middle")) == {"A", "B"}
    assert gazetteer.ancestors("A") == {"B"}
