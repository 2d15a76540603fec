"""Models in a terminal: those of a machine, and what a reindex did."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from index.embedding.listing import ListedModel
from service.cli.output import print_indented
from service.cli.tables import model_table
from service.reindexing import Reindexed, ReindexReport

_INDENT = 4


def render_models(models: Sequence[ListedModel], console: Console) -> None:
    """A table, and below it how each runs, where it comes from, and what is wrong with it."""
    console.print(model_table(models))
    for model in models:
        console.print()
        console.print(Text(model.name, style="bold"), soft_wrap=True)  # a path is copied whole
        if model.problem:
            print_indented(Text(model.problem, style="red"), console, _INDENT)
        for line in _details(model):
            print_indented(Text(line, style="dim"), console, _INDENT)


def _details(model: ListedModel) -> Iterator[str]:
    for form in model.compiled:
        agreement = f"; {form.agreement.describe()}" if form.agreement else ""
        yield f"{form.precision}: {form.reason}{agreement}; one vector a {form.granularity}"
    if model.members:
        yield f"answers by {' and '.join(model.members)} together"
    if model.max_length:
        size = f"vectors of {model.dimension} numbers" if model.dimension else "vectors"
        yield f"{size}, {f'the {model.pooling} ' if model.pooling else ''}of at most {model.max_length} tokens"
    if model.prompts and (model.prompts.question or model.prompts.passage):
        yield f"prompts: {model.prompts.question!r} for questions, {model.prompts.passage!r} for passages"
    if model.package:
        yield f"weights of {model.source} from {model.package}"
    if model.fingerprint:
        yield f"fingerprint {model.fingerprint}" + (", fitted" if model.fitted else ", not fitted")


def reindexed(report: ReindexReport) -> str:
    """What became of the library, in a line."""
    noun = "passage" if report.passages == 1 else "passages"
    if report.status == Reindexed.UNCHANGED:
        return f"unchanged: {report.passages} {noun} with vectors of {report.model}"
    earlier = report.passages - report.embedded
    some = f", {earlier} of them embedded earlier" if earlier else ""
    return (
        f"reindexed {report.passages} {noun}{some} in {report.seconds:.1f} s: "
        f"{report.before or 'no model'} -> {report.model}"
    )
