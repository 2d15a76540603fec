"""How often the language of a gold question is recognised.

usage: python -m evaluation.languages [FILE...]

Reads the Belgian question files by default, and names the questions that are taken for another language.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluation.questions import Question, read_questions
from evaluation.sets.belgium import GOLD
from evaluation.tables import markdown
from ingest.language import language_distribution, likeliest

RECOGNISED, UNDECIDED, MISTAKEN = "recognised", "undecided", "taken for another"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(GOLD.glob("belgium*.jsonl")))
    questions = [question for file in parser.parse_args().files for question in read_questions(file)]
    print(table(count(questions)))
    for question in questions:
        if verdict(question) == MISTAKEN:
            taken = likeliest(language_distribution(question.question))
            print(f"{question.id} ({question.language}) is taken for {taken}: {question.question}")


def verdict(question: Question) -> str:
    """What becomes of a question's language."""
    found = likeliest(language_distribution(question.question))
    if found is None:
        return UNDECIDED
    return RECOGNISED if found == question.language else MISTAKEN


def count(questions: Iterable[Question]) -> Mapping[str, Counter[str]]:
    """Verdicts by language."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        counts[question.language][verdict(question)] += 1
    return counts


def table(counts: Mapping[str, Counter[str]]) -> str:
    rows = {**counts, "all": sum(counts.values(), Counter())}
    verdicts = (RECOGNISED, UNDECIDED, MISTAKEN)
    lines = [
        [name, *(str(row[v]) for v in verdicts), f"{row[RECOGNISED] / row.total():.3f}"] for name, row in rows.items()
    ]
    return markdown(["language", *verdicts, "share recognised"], lines)


if __name__ == "__main__":
    main()
