"""Abbreviations that end with a full stop, and what tells such a stop from the end of a sentence; by language."""

import re

# English, and what most languages share
_ENGLISH = "cf vs viz ca approx al ed eds incl excl resp dr mr mrs ms prof st jr sr ibid dept e.g i.e"
_GERMAN = """
    bzw vgl ggf evtl inkl exkl sog bspw hrsg abb anm zzgl mio mrd z.b d.h u.a u.ä o.ä z.t u.u i.d.r i.e.s i.s.v
    v.a s.o s.u o.g u.v.m
"""
_FRENCH = "env réf éd mme mlle p.ex c.-à-d"
_DUTCH = "bijv bv drs m.b.v o.a o.l.v d.w.z m.b.t i.p.v t.o.v i.v.m t.a.v n.a.v z.g"
_ITALIAN = "sig sigg dott p.es ad_es c.d"
_SPANISH = "sra dra dña aprox p.ej ee.uu"
_PORTUGUESE = "exmo exma p.ex"
_SWEDISH = "dvs resp t.ex bl.a s.k p.g.a f.d m.fl d.v.s"
_DANISH_AND_NORWEGIAN = "pga evt ift jf jfr f.eks bl.a d.v.s f.o.m t.o.m"
_FINNISH = "esim ns mml"
_ESTONIAN = "nt s.o s.t"
_LATVIAN = "piem t.i t.sk"
_LITHUANIAN = "pvz žr t.y"
_POLISH = "np zob tzw tj tzn ww ul wg m.in t.j"
_CZECH_AND_SLOVAK = "např napr tzv tzn tj mj t.j t.č"
_SLOVENE_AND_CROATIAN = "npr oz tzv tj odn t.i t.j"
_HUNGARIAN = "pl ún vö"
_ROMANIAN = "d.ex de.ex dl dna ș.a"
_BULGARIAN = "напр вж т.е т.нар т.н"
_GREEK = "π.χ δηλ βλ λ.χ"
_ALWAYS = " ".join(
    (
        *(_ENGLISH, _GERMAN, _FRENCH, _DUTCH, _ITALIAN, _SPANISH, _PORTUGUESE, _SWEDISH, _DANISH_AND_NORWEGIAN),
        *(_FINNISH, _ESTONIAN, _LATVIAN, _LITHUANIAN, _POLISH, _CZECH_AND_SLOVAK, _SLOVENE_AND_CROATIAN),
        *(_HUNGARIAN, _ROMANIAN, _BULGARIAN, _GREEK),
    )
).split()
_SINGLE = frozenset(word for word in _ALWAYS if word.isalpha())
_OF_PARTS = sorted((word for word in _ALWAYS if not word.isalpha()), key=len, reverse=True)
# These are words or names as well: they are abbreviations only before a number.
_BEFORE_NUMBERS = frozenset(
    """
    no nr nos art arts para fig figs tab tabl p pp ch chap chaps sec sect vol op par cap num núm n pág págs pag
    kap abs ziff lit bd s f ff nrn taf al alin pct hfst blz lid lk lpp psl str č čl čís odst ods ust poz rys ryc dz
    sz bek br st gl чл ал стр бр табл фиг αρ άρθ σελ πίν
    """.split()  # noqa: SIM905
)
# German has ordinals before nouns, which have a capital: "am 14. Juli", "das 21. Jahrhundert".
_BEFORE_ORDINALS = re.compile(r"\b(?:der|die|das|dem|den|des|am|im|vom|zum|zur|beim|ab|bis|seit|und)\s$", re.I)
# Words that a sentence begins with, and hardly ever a name.
_OPENERS = re.compile(
    r"(?:The|This|These|Those|That|It|Its|In|On|At|For|A|An|As|By|From|To|There|They|Their|He|She|We|If|When|While"
    r"|Although|However|And|But|Since|Also|With|Der|Die|Das|Ein|Eine|Im|Es|Sie|Er|Le|La|Les|Un|Une|Il|Elle|Elles|Ils"
    r"|Cette|Ces|Ce|Dans|El|Los|Las|Una|En|Het|De|Een|Deze|Dit)\b"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVXLC]+\b")
_LONGEST = 20


def _spaced(word: str) -> str:
    return r"\.\s?".join(map(re.escape, word.split("."))).replace("_", r"\s")


_PARTS = re.compile(rf"(?<![\w.])(?:{'|'.join(map(_spaced, _OF_PARTS))})\.", re.I)


def is_abbreviated(text: str, start: int, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` belongs to the word from `start` on; the next word begins at `after`.

    "e.g.", "z. B.", initials and acronyms with stops; "No." and a number before a number, or as an ordinal.
    """
    word, following = text[start:stop], text[after : after + _LONGEST]
    if word.casefold() in _SINGLE or _is_part(text, start, stop):
        return True
    if (len(word) == 1 and word.isupper()) or (_ACRONYM.fullmatch(word) and not word.islower()):
        return not _OPENERS.match(following)
    if word.casefold() in _BEFORE_NUMBERS and (following[:1].isdigit() or _ROMAN.match(following)):
        return True
    is_short = word.isdecimal() and len(word) <= 2
    return is_short and (following[:1].isdigit() or bool(_BEFORE_ORDINALS.search(text[max(0, start - 6) : start])))


def _is_part(text: str, start: int, stop: int) -> bool:
    """Whether the stop stands in an abbreviation of several parts, which may be set apart: "z. B."."""
    low = max(0, start - _LONGEST)
    found = _PARTS.finditer(text, low, stop + _LONGEST)
    return any(match.start() < stop < match.end() for match in found)
