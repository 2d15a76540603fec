"""The text that pypdf and pdfium find on the same pages: speed, memory, failures, words.

usage: python -m benchmarks.pdf [--data FOLDER]

Each reads each folder of PDFs in a process of its own; a file that needs a password is left out. Hyphenated line ends
are joined before words are compared. The vocabulary is what both find, in at least two files.
"""

import argparse
import logging
import os
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import permutations
from multiprocessing import get_context
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

from benchmarks.processes import peak_mb
from benchmarks.timing import machine
from evaluation.goldpdf import normalised
from evaluation.sets import DATA
from evaluation.structuregold import GOLD, GoldFile, GoldSentence, read_gold
from evaluation.structuresentences import windows
from evaluation.tables import markdown

FOLDERS = {"handbook": "handbook", "pages": "pages/pdfs", "robustness": "robustness"}
MOST_DIFFERENT = 12
# pdfium puts one of two marks in the place of a hyphen and the line end after it
_HYPHEN = re.compile(r"[\x02\ufffe]\s*|[-\xad\u2010][ \t]*\r?\n\s*")
_WORD = re.compile(r"[^\W\d_]+")
_NEIGHBOURS = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+)(?![^\W_]))")
# Ligatures as one character; private use, controls and the sign for a lost character: glyphs without a meaning.
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f]")

Texts = list[str | None]
Vocabulary = Set[str]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one reader found in a folder: by file a text for each page, None where it failed."""

    texts: Mapping[str, Texts]
    refused: int
    seconds: float
    peak: float

    def pages(self) -> Iterator[str]:
        """All texts."""
        return (text for texts in self.texts.values() for text in texts if text is not None)


Pair = Mapping[str, Extracted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args().data
    there = {name: data / folder for name, folder in FOLDERS.items() if (data / folder).is_dir()}
    if not there:
        raise SystemExit(f"nothing to read below {data}; PINCITE_DATA tells where the data is.")
    found = {name: {reader: _extracted(reader, folder) for reader in READERS} for name, folder in there.items()}
    known = vocabulary(list(found.values()))
    print(f"machine: {machine()}, " + ", ".join(f"{name} {version(name)}" for name in ("pypdf", "pypdfium2")) + "\n")
    print(table(found, known))
    print("Files whose shares of words in the vocabulary differ most:\n")
    print(differences(found, known))


def _extracted(reader: str, folder: Path) -> Extracted:
    # pypdf remarks on every damage that it mends
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=logging.disable) as pool:
        return pool.submit(extract, reader, sorted(folder.glob("*.pdf"))).result()


def extract(reader: str, files: Sequence[Path]) -> Extracted:
    """The texts of all files, with the seconds of the processor and the peak of memory of this process, in MiB."""
    texts: dict[str, Texts] = {}
    started = time.process_time()
    for file in files:
        try:
            texts[file.name] = list(READERS[reader](file))
        except Exception:  # whatever a damaged file makes a reader trip over
            continue
    seconds = time.process_time() - started
    return Extracted(texts, len(files) - len(texts), seconds, peak_mb(os.getpid()))


def _pypdf(file: Path) -> Iterator[str | None]:
    document = PdfReader(file)
    for number in range(len(document.pages)):
        try:
            yield document.pages[number].extract_text()
        except Exception:  # as above
            yield None


def _pdfium(file: Path) -> Iterator[str | None]:
    document = pypdfium2.PdfDocument(file)
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
            yield words.get_text_range()
            words.close()
            page.close()
        except pypdfium2.PdfiumError:
            yield None
    document.close()


READERS: Mapping[str, Callable[[Path], Iterator[str | None]]] = {"pypdf": _pypdf, "pdfium": _pdfium}


def words_of(text: str) -> Counter[str]:
    """Runs of letters, hyphens at line ends removed and ligatures dissolved."""
    return Counter(_WORD.findall(_plain(text)))


def vocabulary(pairs: Sequence[Pair]) -> Vocabulary:
    """The words that both readers find, in at least two files."""
    files: Counter[str] = Counter()
    for pair in pairs:
        first, second = (_by_file(one) for one in pair.values())
        for name in first.keys() & second.keys():
            files.update(first[name].keys() & second[name].keys())
    return {word for word, count in files.items() if count > 1}


def broken_by_spaces(text: str, known: Vocabulary) -> int:
    """Words of the vocabulary with a space in them: neighbours that are a word together, and one of them is none."""
    return sum(
        left + right in known and not (left in known and right in known)
        for left, right in _NEIGHBOURS.findall(_plain(text))
    )


def glued(word: str, known: Vocabulary, shortest: int = 3) -> bool:
    """Whether a word outside of the vocabulary is two of its words without the space between."""
    if word in known:
        return False
    return any(word[:at] in known and word[at:] in known for at in range(shortest, len(word) - shortest + 1))


def shared(own: Extracted, other: Extracted) -> tuple[int, int]:
    """How many words of the pages that both read the other has on the same page, too, and of how many."""
    both = [
        (words_of(mine), words_of(theirs))
        for name in own.texts.keys() & other.texts.keys()
        for mine, theirs in zip(own.texts[name], other.texts[name], strict=False)
        if mine is not None and theirs is not None
    ]
    return sum((mine & theirs).total() for mine, theirs in both), sum(mine.total() for mine, _ in both)


def verbatim(found: Extracted, gold: Sequence[GoldFile]) -> tuple[int, int]:
    """How many golden sentences of one page stand in the text of that page, letter by letter, and of how many."""
    there = total = 0
    for file in gold:
        texts = found.texts.get(file.name, [])
        for sentence in (one for one in file.sentences if not one.crosses and not file.broken):
            there += sentence.first_page <= len(texts) and _stands_in(texts[sentence.first_page - 1] or "", sentence)
            total += 1
    return there, total


def table(found: Mapping[str, Pair], known: Vocabulary) -> str:
    """Folders and readers side by side."""
    heads = ["measured", *(f"{folder}: {reader}" for folder, pair in found.items() for reader in pair)]
    columns = [
        list(_column(folder, pair[reader], pair[other], known))
        for folder, pair in found.items()
        for reader, other in permutations(pair, 2)
    ]
    return markdown(heads, [[rows[0][0], *(value for _, value in rows)] for rows in zip(*columns, strict=True)])


def differences(found: Mapping[str, Pair], known: Vocabulary) -> str:
    """The files in which one reader finds more known words than the other."""
    rows = []
    for folder, pair in found.items():
        first, second = (_by_file(one) for one in pair.values())
        for name in sorted(first.keys() & second.keys()):
            shares = [_known_share(each[name], known) for each in (first, second)]
            counts = [str(each[name].total()) for each in (first, second)]
            rows.append((abs(shares[0] - shares[1]), [f"{folder}/{name}", *(f"{s:.3f}" for s in shares), *counts]))
    rows.sort(key=lambda row: -row[0])
    heads = ["file", *(f"known, {reader}" for reader in READERS), *(f"words, {reader}" for reader in READERS)]
    return markdown(heads, [row for _, row in rows[:MOST_DIFFERENT]])


def _column(folder: str, own: Extracted, other: Extracted, known: Vocabulary) -> Iterator[tuple[str, str]]:
    pages = list(own.pages())
    words = sum(map(words_of, pages), Counter[str]())
    total = max(words.total(), 1)
    path = GOLD / f"{folder}.json"
    there, of = verbatim(own, read_gold(path)) if path.exists() else (0, 0)
    same, compared = shared(own, other)
    yield "files read", str(len(own.texts))
    yield "files refused", str(own.refused)
    yield "pages read", str(len(pages))
    yield "pages that fail", str(sum(text is None for texts in own.texts.values() for text in texts))
    yield "pages without text", str(sum(not text.strip() for text in pages))
    yield "pages a second, by time of the processor", f"{len(pages) / own.seconds:.0f}"
    yield "peak of memory, MB", f"{own.peak:.0f}"
    yield "words", f"{words.total():,}"
    yield "words that the other has on the page", _share(same, compared)
    yield "words in the vocabulary", f"{_known_share(words, known):.4f}"
    yield "words broken by a space, of 10,000", _rate(sum(broken_by_spaces(text, known) for text in pages), total)
    yield "two words without a space, of 10,000", _rate(sum(n for w, n in words.items() if glued(w, known)), total)
    yield "ligatures as one character, of 10,000", _rate(sum(len(_LIGATURE.findall(text)) for text in pages), total)
    yield "characters without a meaning, of 10,000", _rate(sum(len(_UNKNOWN.findall(text)) for text in pages), total)
    yield "golden sentences of one page, verbatim", f"{_share(there, of)} of {of}" if of else "–"


def _by_file(found: Extracted) -> dict[str, Counter[str]]:
    return {
        name: sum((words_of(text) for text in texts if text), Counter[str]()) for name, texts in found.texts.items()
    }


def _known_share(words: Counter[str], known: Vocabulary) -> float:
    return sum(count for word, count in words.items() if word in known) / max(words.total(), 1)


def _stands_in(text: str, sentence: GoldSentence) -> bool:
    letters = normalised(text)
    return any(True for _ in windows(letters, sentence, 0, len(letters)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _HYPHEN.sub("", text)).casefold()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _rate(count: int, words: int) -> str:
    return f"{10_000 * count / words:.1f}"


if __name__ == "__main__":
    main()
