"""The noun phrase that words end with, by its form alone: after an article, or words that begin with capitals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.shortforms import is_short_form

_WORD = re.compile(r"(?P<word>[^\W_]+(?:[-‑][^\W_]+)*-?)(?P<apostrophe>['’](?!\s))?")
_GAP = re.compile(r"\s?|\s&\s")
# By language, as far as it has them; some hold a preposition besides.
_ARTICLES = {
    "da": "en et den det de", "de": "der die das den dem des ein eine einen einem einer eines vom zum zur im am beim",
    "el": "ο η το οι τα του της των τον την τους τις στο στη στην στον ένας μια ένα",
    "en": "the a an this that these its their each every", "es": "el la los las un una", "ga": "an na",
    "fr": "le la les l un une ce cet cette ces", "hu": "a az egy", "it": "il lo la i gli le l un una uno",
    "mt": "il l", "nl": "de het een deze dit dat", "no": "en et den det de", "pt": "o a os as um uma",
    "ro": "un o", "sv": "en ett den det de",
}  # fmt: skip
_ARTICLE_SETS = {language: frozenset(words.split()) for language, words in _ARTICLES.items()}
_AND = frozenset("and et en und y e i och og és agus u och ja ir un a in și și și και и та".split())  # noqa: SIM905
_PREPOSITIONS = frozenset(
    "of for in on to de du des d da do dos das del della dello delle degli dei di der den für von voor van pour para "  # noqa: SIM905
    "per por af for til av för i av om na pro za do w dla pentru al ale do και για στο του της των за на по в".split()
)
CONNECTORS = _AND | _PREPOSITIONS
_MOST_WORDS = 9
_MOST_LOWER = 4
_MOST_BEFORE = 5
_LEAST_WORDS = 2
# What is no name by its letters needs more words to be one.
_LEAST_LOWER_WORDS = 3
_LONG_WORD = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `joined`: nothing but a space parts it from the one before."""

    text: str
    start: int
    end: int
    joined: bool

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a range of a text; "l’Agence" is two."""
    words: list[Word] = []
    at = start
    for match in _WORD.finditer(text, start, end):
        words.append(Word(match["word"], *match.span("word"), bool(_GAP.fullmatch(text, at, match.start()))))
        at = match.end()
    return words


def noun_phrase(words: Sequence[Word], language: str, *, after_article: bool = False) -> Sequence[Word]:
    """The words of a sentence's beginning that make up the name at its end; none where no form shows its extent.

    `after_article`: only what an article stands before, so that no caption or clause is taken for a name.
    """
    near, articles = nearest(words), _ARTICLE_SETS.get(language, frozenset())
    if not near:
        return ()
    at = _capital(near, articles) if near[-1].is_capital else _lower(near, words, articles)
    if at is None or _is_part(near, at, words) or (after_article and not _is_article(near, at - 1, articles)):
        return ()
    phrase = near[at:]
    long_enough = len(phrase) >= (_LEAST_LOWER_WORDS if after_article and phrase[-1].text.islower() else _LEAST_WORDS)
    is_compound = not after_article and len(phrase[-1].text) >= _LONG_WORD
    return phrase if (long_enough or is_compound) and phrase[0].text.casefold() not in CONNECTORS else ()


def nearest(words: Sequence[Word]) -> Sequence[Word]:
    """The words at the end that only spaces part."""
    at = len(words) - 1
    while at > 0 and words[at].joined and len(words) - at <= _MOST_WORDS:
        at -= 1
    return words[max(at, 0) :]


def _capital(near: Sequence[Word], articles: frozenset[str]) -> int | None:
    """The first of the words with capitals, and those that join them, up to the end."""
    first = None
    for at in range(len(near) - 1, -1, -1):
        word = near[at].text.casefold()
        if word in articles and not _goes_on(near, at):
            break
        if near[at].is_capital and word not in CONNECTORS | articles:
            if is_short_form(near[at].text) and near[at + 1 :] and near[at + 1].text in _AND:
                break
            first = at
        elif word not in CONNECTORS | articles:
            break
    return first


def _lower(near: Sequence[Word], words: Sequence[Word], articles: frozenset[str]) -> int | None:
    """The word after the last article; in a language without articles, the last one with a capital."""
    indices = range(len(near) - 2, -1, -1)
    if articles:
        found = (at + 1 for at in indices if near[at].text.casefold() in articles and not _goes_on(near, at))
        return next(found, None)
    capital = next((at for at in indices if near[at].is_capital), None)
    is_near = capital is not None and len(near) - 1 - capital <= _MOST_LOWER
    return capital if is_near and capital is not None and near[capital] is not words[0] else None


def _is_article(near: Sequence[Word], at: int, articles: frozenset[str]) -> bool:
    return at >= 0 and near[at].text.casefold() in articles


def _goes_on(near: Sequence[Word], at: int) -> bool:
    """Whether an article stands within a name: "Centre for the Development", "Directorate for Steering the System"."""
    if at <= 1:
        return False
    return near[at - 1].is_capital or (near[at - 1].text in _PREPOSITIONS and near[at - 2].is_capital)


def _is_part(near: Sequence[Word], at: int, words: Sequence[Word]) -> bool:
    """Whether a name may have begun before the article: "State of play of the Adult Education report"."""
    before = near[max(0, at - _MOST_BEFORE) : max(0, at - 2)]
    is_of = at > 1 and near[at - 2].text in _PREPOSITIONS
    return is_of and any(word.is_capital for word in before if word is not words[0])
