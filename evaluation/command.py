"""pincite evaluate"""

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from service.cli.options import json_option, library_option, model_option

# What the extra "evaluation" installs.
_PACKAGES = ("ir_measures", "jinja2", "matplotlib", "scipy")
_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Files to write besides what is printed."""

    run: Path | None
    qrels: Path | None
    report: Path | None


@click.command("evaluate")
@click.argument("questions", type=_FILE)
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--split", help="Only questions of this split, as test.")
@click.option("--language", help="Only questions in this language, as en.")
@click.option("--run", type=_FILE, help="Write the rankings as a TREC run.")
@click.option("--qrels", type=_FILE, help="Write the gold as TREC relevance judgements.")
@click.option("--report", type=_FILE, help="Write an HTML report with every failure.")
@click.option("--compare", nargs=2, type=_FILE, help="Compare two TREC runs instead.")
@library_option
@model_option
@json_option
def command(
    questions: Path,
    mode: str,
    split: str | None,
    language: str | None,
    compare: tuple[Path, Path] | None,
    library_path: Path | None,
    model: str | None,
    as_json: bool,
    **files: Path | None,
) -> None:
    """Measure answers to the questions of a file: ranking, citations, abstention."""
    from evaluation.questions import read_questions, select
    from ingest.errors import EvaluationError
    from service.cli.opening import open_library

    _require_extra()
    chosen = select(read_questions(questions), split, language)
    if not chosen:
        raise EvaluationError(f"{questions}: no question has split {split!r} and language {language!r}.")
    with open_library(library_path, model) as library:
        if compare:
            _compare(library, chosen, compare, as_json)
        else:
            _evaluate(library, chosen, mode, Outputs(**files), questions.stem, as_json)


def _require_extra() -> None:
    """Raises EvaluationError with the install line where the optional packages are missing."""
    from ingest.errors import EvaluationError

    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise EvaluationError(f"{', '.join(missing)} not installed. Install: pip install 'pincite[evaluation]'")


def _evaluate(library: Any, chosen: list[Any], mode: str, outputs: Outputs, title: str, as_json: bool) -> None:
    from evaluation.abstaining import by_kind
    from evaluation.measuring import by, summarise
    from evaluation.running import run
    from evaluation.tables import kinds_table, summary_table, types_table
    from index.retrieval import Mode
    from service.cli.output import out, print_json

    outcomes = run(library, chosen, Mode(mode), _tick)
    _write(outputs, outcomes, title, mode, library)
    summary, types, kinds = summarise(outcomes), by(outcomes, lambda o: o.question.type), by_kind(outcomes)
    if as_json:
        languages = by(outcomes, lambda o: o.question.language)
        print_json({"all": summary, "by_type": types, "by_language": languages, "by_kind": kinds})
    else:
        out().print(summary_table(summary), types_table(types), *([kinds_table(kinds)] if kinds else []))


def _write(outputs: Outputs, outcomes: list[Any], title: str, mode: str, library: Any) -> None:
    from evaluation.trec import write_qrels, write_run

    if outputs.run:
        write_run(outputs.run, outcomes)
    if outputs.qrels:
        write_qrels(outputs.qrels, outcomes)
    if outputs.report:
        from evaluation.reporting import Heading, render
        from evaluation.writing import write_whole

        heading = Heading.now(title, library.model(), f"pincite {' '.join(sys.argv[1:])}")
        write_whole(outputs.report, render(heading, {mode: outcomes}))


def _compare(library: Any, chosen: list[Any], paths: tuple[Path, Path], as_json: bool) -> None:
    from evaluation.comparing import compare
    from evaluation.resolving import Resolver
    from evaluation.tables import comparison_table
    from evaluation.trec import read_run
    from service.cli.output import out, print_json

    resolver = Resolver(library)
    qrels = {q.id: dict.fromkeys(resolver.relevant(q), 1) for q in chosen if q.answerable}
    found = compare(read_run(paths[0]), read_run(paths[1]), qrels)
    print_json(found) if as_json else out().print(comparison_table(found, *(path.name for path in paths)))


def _tick(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{total} questions", err=True, nl=done == total)
