"""The HTML report."""

import re
from collections.abc import Callable
from pathlib import Path

from evaluation.reporting import Heading, is_failure, render
from evaluation.running import Outcome
from evaluation.writing import write_whole

MakeOutcome = Callable[..., Outcome]

HEADING = Heading("belgium", "a model", "pincite evaluate q.jsonl", "2026-01-01")


def test_the_report_stands_alone_and_shows_every_failure(tmp_path: Path, outcome: MakeOutcome) -> None:
    outcomes = [
        outcome("good", "g", "g", confidence=0.9),
        outcome("missed<script>", "x", "g", confidence=0.4),
        outcome("no-answer", "x", confidence=0.3),
    ]
    html = render(HEADING, {"hybrid": outcomes})
    assert html.count("<article>") == 2
    assert "missed&lt;script&gt;?" in html
    assert html.count("<svg") == 2
    assert "expected calibration error 0.267, 3 questions" in html
    assert not re.search(r"""(?:src|href)=["']http""", html)
    write_whole(tmp_path / "report.html", html)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == html


def test_an_answer_where_there_is_none_is_a_failure(outcome: MakeOutcome) -> None:
    assert is_failure(outcome("a", "x"))
    assert not is_failure(outcome("a", "x", answered=False))
    assert is_failure(outcome("a", "g", "g", answered=False))
