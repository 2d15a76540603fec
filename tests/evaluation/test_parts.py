"""The parts of retrieval."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from evaluation.ablation import PRESENT, Row, ablate
from evaluation.comparing import Changed, Comparison
from evaluation.parts import parts, parts_table
from evaluation.questions import Gold, Question
from evaluation.replaying import Replay
from evaluation.variants import changed
from index.embedding.embedder import Embedder
from index.options import RetrievalOptions
from service.library import Library

# Depths and constants: of these there is nothing to switch off.
NO_PARTS = {"depth", "rrf_k", "evidence_depth", "similarity_floor", "crossing_drop"}
GOLD = Gold("belgium-vet-2023", "2.1", "the key indicators are: 3 425 bonuses")
QUESTION = Question("a", "3,425 bonuses awarded to training companies", "en", "number", None, True, None, (GOLD,))


def options_of(group: object) -> Iterator[str]:
    for field in fields(group):  # type: ignore[arg-type]
        value = getattr(group, field.name)
        yield from options_of(value) if is_dataclass(value) else (field.name,)


def test_every_option_is_switched_off_by_a_part_or_is_none() -> None:
    """Who adds an option to retrieval adds its line to PARTS."""
    switched = {option for changes in parts().values() for option in changes}
    assert switched | NO_PARTS == set(options_of(RetrievalOptions()))


def test_every_part_changes_the_present_options() -> None:
    present = RetrievalOptions()
    assert all(changed(present, changes) != present for changes in parts().values())


def test_there_is_a_row_for_each_part(belgium: Library, embedder: Embedder) -> None:
    rows = list(ablate("belgium", Replay(belgium, embedder, [QUESTION]), parts()))
    heads, _, *lines = parts_table(rows).splitlines()
    assert heads == "| without | hit@1 | hit@5 | nDCG@10 | belgium: nDCG@10 (p) |"
    assert [line.split(" | ")[0] for line in lines] == ["| nothing", *(f"| {name}" for name in parts())]


def test_differences_are_shown_with_their_p_values() -> None:
    def row(name: str, variant: str, value: float, p_value: float = 1.0) -> Row:
        changes = (Changed("q", 0.5, value),) if value != 0.5 else ()
        compared = Comparison("", 0.5, value, p_value, changes)
        return Row(name, 9, variant, dict.fromkeys(("hit@1", "hit@5", "nDCG@10"), compared))

    sets = [("belgium", 0.4), ("belgium-fr", 0.5), ("pages", 0.55)]
    rows = [
        *(row(name, PRESENT, 0.5) for name, _ in sets),
        *(row(name, "a part", value, 0.0001 if value < 0.5 else 0.25) for name, value in sets),
    ]
    *_, nothing, part = parts_table(rows).splitlines()
    assert nothing == "| nothing | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 |"
    mean = "0.500 (+0.000)"
    assert part == f"| a part | {mean} | {mean} | {mean} | -0.100 (< 0.001) | +0.050 (0.250) |"
