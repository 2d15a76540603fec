"""How PDFs were taken apart, in Markdown and as JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from evaluation.structuremeasuring import Effort, Measured
from evaluation.structureshares import Share, macro, micro
from evaluation.tables import markdown, share

MEASURES = (
    *("precision", "recall", "F1", "tree F1", "heading page"),
    *("whole", "over breaks", "cut", "own pages", "passage pages", "running"),
)
_EFFORT = ("read, pages/s", "parse, pages/s", "peak MB")
_NONE = Share(0, 0)
_LONGEST_NAME = 40

Mean = Callable[[Iterable[Share]], float | None]


def report(measured: Sequence[Measured]) -> str:
    """Tables of collections and of files, and what was refused."""
    refusals = [f"- {one.refused}" for one in measured if one.refused]
    return "\n".join([summary_table(measured), "By file:\n", file_table(measured), *refusals])


def summary_table(measured: Sequence[Measured]) -> str:
    """Collections and all together, by all headings and sentences (micro) and as means of files (macro)."""
    return markdown(["files", "n", "mean", *MEASURES, *_EFFORT], list(_summary(measured)))


def file_table(measured: Sequence[Measured]) -> str:
    """A line a file; † marks a broken text layer."""
    rows = [
        [_name(one), _count(one.effort), *_cells([one], micro), *_efforts([one])]
        for one in sorted(measured, key=lambda one: (one.gold.collection, one.gold.name))
    ]
    return markdown(["file", "pages", *MEASURES, *_EFFORT], rows)


def as_json(measured: Iterable[Measured]) -> list[dict[str, Any]]:
    """Everything, with the digests of what was not found."""
    return [
        {
            "collection": one.gold.collection,
            "file": one.gold.name,
            "broken_text_layer": one.gold.broken,
            "measures": {name: {"part": s.part, "of": s.whole, "value": s.value} for name, s in one.shares.items()},
            "pages": one.effort.pages if one.effort else None,
            "read_s": one.effort.read_s if one.effort else None,
            "parse_s": one.effort.parse_s if one.effort else None,
            "peak_mb": one.effort.peak_mb if one.effort else None,
            "missed_headings": one.missed,
            "sentences_not_whole": dict(one.sentences),
            "refused": one.refused,
        }
        for one in measured
    ]


def _summary(measured: Sequence[Measured]) -> Iterator[list[str]]:
    sound = [one for one in measured if not one.gold.broken]
    groups = {name: [one for one in sound if one.gold.collection == name] for name in _collections(sound)}
    broken = [one for one in measured if one.gold.broken]
    if len(groups) > 1:
        groups["all"] = sound
    for name, group in {**groups, "broken text layers": broken}.items():
        if group:
            yield [name, str(len(group)), "micro", *_cells(group, micro), *_efforts(group)]
            yield ["", "", "macro", *_cells(group, macro), *([""] * len(_EFFORT))]


def _collections(measured: Iterable[Measured]) -> list[str]:
    return sorted({one.gold.collection for one in measured})


def _cells(group: Sequence[Measured], mean: Mean) -> list[str]:
    return [share(mean(one.shares.get(name, _NONE) for one in group)) for name in MEASURES]


def _efforts(group: Sequence[Measured]) -> list[str]:
    efforts = [one.effort for one in group if one.effort]
    pages = sum(effort.pages for effort in efforts)
    peaks = [effort.peak_mb for effort in efforts if effort.peak_mb is not None]
    seconds = sum(effort.read_s for effort in efforts), sum(effort.parse_s for effort in efforts)
    return [*(f"{pages / each:.0f}" if each else "–" for each in seconds), f"{max(peaks):.0f}" if peaks else "–"]


def _name(one: Measured) -> str:
    name = one.gold.name.removesuffix(".pdf").replace("|", " ")
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"{one.gold.collection}/{short}{' †' if one.gold.broken else ''}"


def _count(effort: Effort | None) -> str:
    return str(effort.pages) if effort else "refused"
