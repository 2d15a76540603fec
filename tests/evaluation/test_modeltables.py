"""Models side by side."""

import json
from pathlib import Path

from evaluation.modeltables import Column, Found, Measured, bold, distances, quality, speed
from index.retrieval import Mode

SMALL, LARGE = Column("small", "int8"), Column("large", "int8")
QRELS = {f"q{n}": {"g": 1} for n in range(20)}
GOOD = {question: {"g": 1.0} for question in QRELS}
POOR = {question: {"x": 1.0, "g": 0.5} for question in QRELS}


def measured(name: str, column: Column, dense: dict[str, dict[str, float]]) -> list[Measured]:
    runs = {Mode.DENSE: dense, Mode.HYBRID: GOOD, Mode.LEXICAL: POOR}
    return [Measured(name, mode, column, run, QRELS) for mode, run in runs.items()]


def test_the_better_model_of_a_row_is_bold_and_tested() -> None:
    table = quality(Found([*measured("set", SMALL, POOR), *measured("set", LARGE, GOOD)]), [SMALL, LARGE])
    assert "| set | 20 | dense | 0.000 | **1.000** | 0.000 | < 0.001 |" in table
    assert "| set | 20 | hybrid | **1.000** | **1.000** | 0.000 | 1.000 |" in table
    assert "small int8 in 0 (p < .05 in 0), large int8 in 1 (p < .05 in 1)." in table


def test_a_set_that_was_not_measured_with_a_model_has_no_value() -> None:
    table = quality(Found(measured("set", SMALL, POOR)), [SMALL, LARGE])
    assert "| set | 20 | dense | **0.000** | – | 0.000 | – |" in table


def test_the_distance_is_that_of_the_language_farthest_from_english() -> None:
    sets = {"belgium-en": GOOD, "belgium-fr": GOOD, "belgium-nl": POOR, "belgium-de": GOOD}
    found = Found(each for name, run in sets.items() for each in measured(name, SMALL, run))
    assert "| small int8 | dense | 1.000 | 1.000 | 0.000 | 1.000 | 1.000 |" in distances(found, [SMALL])
    assert distances(Found(measured("set", SMALL, GOOD)), [SMALL]) == ""


def test_the_best_is_the_least_where_less_is_better() -> None:
    assert bold([3.0, None, 2.0], ".0f", most=False) == ["3", "–", "**2**"]


def test_speeds_come_from_the_benchmark_with_their_machine(tmp_path: Path) -> None:
    row = {"what": "ask", "unit": "ms", "values": [2.0, 5.0], "more_is_better": False}
    content = {"date": "2026-01-02", "machine": "two cores", "models": ["small", "large"], "rows": [row]}
    (tmp_path / "speed.json").write_text(json.dumps(content))
    text = speed(tmp_path / "speed.json")
    assert "Measured on 2026-01-02: two cores." in text
    assert "| ask | ms | **2.00** | 5.00 | 2.50 |" in text
    assert "benchmarks.models" in speed(tmp_path / "none.json")
