"""A PDF taken apart in a process of its own, measured beside what is known of it."""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evaluation.structuregold import GoldFile
from evaluation.structureheadings import found_headings, heading_shares, matched
from evaluation.structurerunning import running_shares
from evaluation.structuresentences import Placed, Standing, place, sentence_shares
from evaluation.structureshares import Shares
from ingest.document import ParsedDocument
from ingest.errors import RefusedFile
from ingest.parse import parse
from ingest.readers import read_bytes, read_source

_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.M)


@dataclass(frozen=True, slots=True)
class Effort:
    """Pages, and what taking them apart needed: seconds of the processor by stage, MiB of memory at the peak."""

    pages: int
    read_s: float
    parse_s: float
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A file with its measures; `missed` and `sentences` are the digests of headings and sentences not found.

    Where it was refused there is no effort, and all that is known of it counts as missed.
    """

    gold: GoldFile
    shares: Shares
    effort: Effort | None
    missed: tuple[str, ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()
    refused: str | None = None


def measure_apart(path: Path, gold: GoldFile) -> Measured:
    """Measure in a new process, which may die of the file."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(measure, path, gold).result()
        except BrokenProcessPool:
            return refused(gold, f"{gold.name}: the process that read it died.")


def measure(path: Path, gold: GoldFile) -> Measured:
    """Read, parse, and compare with what is known."""
    content = read_bytes(path)
    started = time.process_time()
    try:
        source = read_source(path.name, content)
        read = time.process_time()
        document = parse(source)
    except RefusedFile as error:
        return refused(gold, str(error))
    effort = Effort(len(source.pages), read - started, time.process_time() - read, peak_mb())
    return compare(gold, document, effort)


def compare(gold: GoldFile, document: ParsedDocument, effort: Effort | None) -> Measured:
    """All measures of a document."""
    headings = found_headings(document)
    placed = place(document, gold.sentences)
    shares = {
        **heading_shares(gold, headings),
        **sentence_shares(placed),
        **running_shares(gold, document),
    }
    there = {at for at, _ in matched(gold.headings, headings)}
    missed = tuple(one.hash for at, one in enumerate(gold.headings) if at not in there)
    return Measured(gold, shares, effort, missed, _astray(placed))


def refused(gold: GoldFile, why: str) -> Measured:
    """A file without a document."""
    placed = [Placed(sentence, Standing.ABSENT) for sentence in gold.sentences]
    shares = {**heading_shares(gold, ()), **sentence_shares(placed)}
    return Measured(gold, shares, None, tuple(one.hash for one in gold.headings), _astray(placed), why)


def peak_mb() -> float | None:
    """The most memory of this process that was resident, in MiB, where the system tells."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    peak = _PEAK.search(status)
    return int(peak[1]) / 1024 if peak else None


def _astray(placed: Sequence[Placed]) -> tuple[tuple[str, str], ...]:
    return tuple((one.gold.hash, one.standing.value) for one in placed if one.standing is not Standing.WHOLE)
