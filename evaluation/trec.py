"""Runs and relevance judgements in the forms of TREC."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import ir_measures

from evaluation.running import Outcome
from evaluation.writing import write_whole
from ingest.errors import EvaluationError

TAG = "pincite"
# Stands in a run for a question to which nothing was returned, so that the question is not lost.
NOTHING = "-"
Run = Mapping[str, Mapping[str, float]]


def write_run(path: Path, outcomes: Iterable[Outcome]) -> None:
    """`question Q0 unit rank score tag`, a line a returned unit."""
    lines = (
        f"{o.question.id} Q0 {unit} {rank} {1 / rank:.6f} {TAG}\n"
        for o in outcomes
        for rank, unit in enumerate(o.ranking or (NOTHING,), 1)
    )
    write_whole(path, "".join(lines))


def write_qrels(path: Path, outcomes: Iterable[Outcome]) -> None:
    """`question 0 unit relevance`, a line a gold unit."""
    write_whole(path, "".join(f"{o.question.id} 0 {unit} 1\n" for o in outcomes for unit in o.relevant))


def read_run(path: Path) -> dict[str, dict[str, float]]:
    """Question -> unit -> score. Raises EvaluationError for an empty file or a malformed line."""
    run: dict[str, dict[str, float]] = {}
    try:
        for line in ir_measures.read_trec_run(str(path)):
            run.setdefault(line.query_id, {})[line.doc_id] = line.score
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read ({error.strerror}). Check the path.") from None
    except (ValueError, IndexError) as error:
        raise EvaluationError(
            f"{path}: not a TREC run ({error}); a line is: question Q0 unit rank score tag."
        ) from None
    if not run:
        raise EvaluationError(f"{path}: the run is empty. Write one with: pincite evaluate QUESTIONS --run FILE")
    return run
