"""What was measured on the sets, as the tables of RESULTS.md."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation import parts
from evaluation.ablation import Row
from evaluation.abstaining import by_kind
from evaluation.halves import of_half
from evaluation.measuring import Figure, Summary, by, reliability_of, summarise
from evaluation.reliability import Bin, calibration_error
from evaluation.running import Outcome
from evaluation.sets import EvaluationSet
from evaluation.tables import markdown, share
from index.retrieval import Mode

# Of groups of fewer questions little can be said, so the types of a smaller set are not told apart.
LEAST_FOR_TYPES = 100
RELIABILITY = """\
Only questions that nothing is fitted on. An answer cites gold when one of its first five citations leads to it; one to
a question without an answer never does. What is left unanswered counts with the confidence that it was left with."""
ABLATION = """\
Each part is switched off alone. Means over the sets, a set and its translations counting once together, with the
difference from the present options; p is that of a paired permutation test on the questions of a set."""
COLUMNS = ("hit@1", "hit@5", "hit@10", "RR", "nDCG@10")


@dataclass(frozen=True, slots=True)
class Measured:
    """A set: its outcomes by mode and floor, each part of retrieval switched off, and how its library was made."""

    material: EvaluationSet
    ingested: str
    outcomes: Mapping[str, Sequence[Outcome]]
    ablated: Sequence[Row]

    @property
    def hybrid(self) -> Sequence[Outcome]:
        return self.outcomes[Mode.HYBRID.value]

    @property
    def for_testing(self) -> Sequence[Outcome]:
        """The hybrid outcomes of the questions that nothing is fitted on."""
        ids = {question.id for question in of_half(self.material.name, self.material.questions, "test")}
        return [outcome for outcome in self.hybrid if outcome.question.id in ids]

    @property
    def has_unanswerable(self) -> bool:
        return any(not question.answerable for question in self.material.questions)


def of_set(found: Measured) -> Iterator[str]:
    """The section of a set."""
    yield f"## {found.material.name}: {found.material.title}\n\n{found.ingested}.\n"
    yield _table("mode", {mode: summarise(outcomes) for mode, outcomes in found.outcomes.items()})
    if len(found.hybrid) >= LEAST_FOR_TYPES and len({o.question.type for o in found.hybrid}) > 2:
        yield "Hybrid, by split and by type:\n"
        splits = by(found.hybrid, lambda o: f"split {o.question.split}")
        yield _table("questions", {**splits, **by(found.hybrid, lambda o: o.question.type)})


def across_sets(every: Sequence[Measured]) -> Iterator[str]:
    """The sections that look at several sets: abstaining by kind, confidence, the parts of retrieval."""
    unanswerable = [found for found in every if found.has_unanswerable]
    if unanswerable:
        yield "## Abstaining by kind of question without an answer\n"
        yield kinds_table(unanswerable)
        yield from reliability_tables(unanswerable)
    if any(found.ablated for found in every):
        yield f"## {parts.TITLE}\n\n{ABLATION}\n"
        yield parts.parts_table([row for found in every for row in found.ablated])


def kinds_table(every: Sequence[Measured]) -> str:
    """A row for each kind of a set, and one for all of them, with the coverage of its answerable questions."""
    heads = ("set", "kind", "questions", "abstained", "share", "coverage of the answerable")
    return markdown(heads, (row for found in every for row in _kinds(found)))


def _kinds(found: Measured) -> Iterator[list[str]]:
    name, kinds = found.material.name, by_kind(found.hybrid)
    for kind, told in kinds.items():
        yield [name, kind, str(told.questions), str(told.abstained), share(told.share), ""]
    abstained, questions = sum(k.abstained for k in kinds.values()), sum(k.questions for k in kinds.values())
    coverage = share(summarise(found.hybrid).abstention.coverage)
    yield [name, "**all**", str(questions), str(abstained), share(abstained / questions), coverage]


def reliability_tables(every: Sequence[Measured]) -> Iterator[str]:
    """The reliability of confidence on the test questions of each set."""
    yield f"## Reliability of confidence\n\n{RELIABILITY}\n"
    for found in every:
        bins = reliability_of(found.for_testing)
        questions, error = sum(one.n for one in bins), share(calibration_error(bins))
        yield f"{found.material.name}: expected calibration error {error} on {questions} questions.\n"
        yield bins_table(bins)


def bins_table(bins: Sequence[Bin]) -> str:
    heads = ("confidence", "questions", "mean confidence", "share that cites gold")
    rows = ([f"{b.low:.1f}–{b.high:.1f}", str(b.n), share(b.confidence), share(b.cites_gold)] for b in bins)
    return markdown(heads, rows)


def _table(first: str, groups: dict[str, Summary]) -> str:
    heads = (
        first,
        "n",
        *COLUMNS,
        "citation coverage",
        "abstention precision / recall",
        "coverage",
        "forbidden first",
        "ms",
    )
    return markdown(heads, [_cells(name, summary) for name, summary in groups.items()])


def _cells(name: str, summary: Summary) -> list[str]:
    figures, told = summary.figures, summary.abstention
    values = [_figure(column, figures[column]) if column in figures else "–" for column in COLUMNS]
    cited = share(figures["citation coverage"].value if figures else None)
    count = figures["hit@1"].n if figures else told.unanswerable
    abstention = f"{share(told.precision)} / {share(told.recall)}"
    forbidden = str(summary.forbidden_first)
    return [name, str(count), *values, cited, abstention, share(told.coverage), forbidden, f"{summary.ms_p50:.1f}"]


def _figure(column: str, figure: Figure) -> str:
    interval = f" ({figure.low:.2f}–{figure.high:.2f})" if column == "hit@1" else ""
    return f"{figure.value:.3f}{interval}"
