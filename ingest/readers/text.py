"""Plain text in UTF-8, or in UTF-16 with a byte order mark."""

import codecs
import re
from collections.abc import Iterator

from ingest.errors import UndecodableFile
from ingest.source import READING, HeadingHint, Reading, Source
from ingest.tabular import find_tables

# No paragraph of a report comes near this; a longer line is data, or a file that lost its line ends.
LONGEST_LINE = 200_000
_MOST_CONTROL_CHARACTERS = 0.01
_HASH_LINE = re.compile(r"(?:^|(?<=^ )|(?<=^  )|(?<=^   ))#[^\n]*", re.M)
_MOST_HASHES = 6
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def read(name: str, content: bytes, _: Reading = READING) -> Source:
    """Raises UndecodableFile for what is not text, and for text in another encoding."""
    text = decode(name, content)
    return Source(name, "text/plain", text, heading_hints=tuple(_hash_headings(text)), tables=find_tables(text))


def _hash_headings(text: str) -> Iterator[HeadingHint]:
    for line in _HASH_LINE.finditer(text):
        if hint := hash_heading(line.group(), line.start()):
            yield hint


def hash_heading(line: str, start: int) -> HeadingHint | None:
    """The title on a line such as "## 2.1 Title ##" that begins at `start` of the source, if it is one."""
    hashes = len(line) - len(line.lstrip("#"))
    title = line[hashes:].rstrip()
    closed = title.rstrip("#")
    title = closed.rstrip() if closed[-1:].isspace() else title
    words = title.strip()
    if not (1 <= hashes <= _MOST_HASHES and title[:1].isspace() and words):
        return None
    low = start + hashes + title.index(words)
    return HeadingHint(low, low + len(words), hashes)


def decode(name: str, content: bytes) -> str:
    """The text of a file, with newlines at its line ends. Raises UndecodableFile."""
    text = _decode(name, content).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    _refuse_binary(name, text)
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise UndecodableFile(
            f"{name}: a line of {longest:,} characters; the limit is {LONGEST_LINE:,}. "
            "Put each paragraph on a line of its own."
        )
    return text


def _decode(name: str, content: bytes) -> str:
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8")
    except UnicodeDecodeError as error:
        if utf_16:
            raise UndecodableFile(f"{name}: not in UTF-16, although it begins so. Save it as UTF-8.") from None
        if b"\0" in content[:4096]:
            raise _binary(name) from None
        raise UndecodableFile(
            f"{name}: not in UTF-8 (byte 0x{content[error.start]:02x} at offset {error.start:,}). "
            f"Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {name}"
        ) from None


def _refuse_binary(name: str, text: str) -> None:
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL_CHARACTERS * len(text):
        raise _binary(name)


def _binary(name: str) -> UndecodableFile:
    return UndecodableFile(f"{name}: is a binary file, not text. Export the report as PDF, text or Markdown.")
