"""Answers made to be read in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from service.answer import Answer, CitedPassage, Interpretation, SearchResult
from service.cli.output import print_indented

_QUOTE_STYLE = "bold yellow"
_INDENT = 4


def render_answer(answer: Answer, console: Console) -> None:
    if answer.abstention:
        console.print(Text(answer.abstention, style="bold"))
        console.print(Text("The nearest passages, none of which is an answer:" if answer.passages else "", style="dim"))
    _render_passages(answer.passages, console, ranks=False)
    asked = "; ".join(_asked(answer.interpretation))
    if asked:
        console.print(Text(f"Read as: {asked}", style="dim"))
    console.print(_count(answer.passages, answer.took_ms))


def render_search(result: SearchResult, console: Console) -> None:
    _render_passages(result.hits, console, ranks=True)
    console.print(_count(result.hits, result.took_ms))


def _asked(asked: Interpretation) -> Iterator[str]:
    """What the question states, as parts of a line."""
    yield from asked.entities
    yield from (f"not {name}" for name in asked.excluded)
    yield from asked.organisations
    yield from map(str, asked.years)
    yield from asked.numbers
    yield from (f"“{phrase}”" for phrase in asked.phrases)
    yield from (f"section {name}" if name[:1].isdigit() else f"section “{name}”" for name in asked.sections)


def _count(passages: Sequence[CitedPassage], took_ms: float) -> Text:
    noun = "passage" if len(passages) == 1 else "passages"
    return Text(f"{len(passages)} {noun} in {took_ms:.0f} ms", style="dim")


def _render_passages(passages: Sequence[CitedPassage], console: Console, *, ranks: bool) -> None:
    for passage in passages:
        _render_passage(passage, console, ranks=ranks)
    references = dict.fromkeys(passage.citation.reference for passage in passages)
    if references:
        console.print(Text("Reference" if len(references) == 1 else "References", style="bold"))
    for reference in references:
        print_indented(Text(reference), console, _INDENT)
        console.print()


def _render_passage(passage: CitedPassage, console: Console, *, ranks: bool) -> None:
    citation = passage.citation
    heading = Text(f"{passage.rank:>2}  ")
    heading.append(citation.locator or citation.document.id, style="bold cyan")
    console.print(heading)
    remarks = [*_remarks(passage), *([", ".join(_ranks(passage))] if ranks and passage.why else [])]
    print_indented(Text(" › ".join(citation.section.path), style="dim"), console, _INDENT)
    # Colour is off in a pipe, and in a terminal that has none.
    print_indented(_marked(passage, styled=console.color_system is not None), console, _INDENT)
    for line in (*remarks, f"{citation.in_text}  {citation.url}"):
        print_indented(Text(line, style="dim"), console, _INDENT)
    console.print()


def _marked(passage: CitedPassage, *, styled: bool) -> Text:
    """The passage with its quotes in bold, or in guillemets where there are no styles."""
    text = Text()
    at = 0
    for quote in passage.quotes:
        text.append(passage.text[at : quote.start])
        text.append(quote.text if styled else f"«{quote.text}»", style=_QUOTE_STYLE)
        at = quote.end
    text.append(passage.text[at:])
    return text


def _remarks(passage: CitedPassage) -> Iterator[str]:
    """Footnotes, and mentions that the list of references does not bear out."""
    for note in passage.footnotes:
        yield f"note {note.marker}: {note.text}"
    for mention in passage.mentions:
        if mention.status != "resolved":
            yield f"{mention.text} is {mention.status}: {mention.why}"


def _ranks(passage: CitedPassage) -> Iterable[str]:
    why = passage.why
    if why is not None:
        yield f"dense {why.dense_rank or '–'}"
        yield f"lexical {why.lexical_rank or '–'}"
        if why.matched:
            yield f"matches {' '.join(why.matched)}"
