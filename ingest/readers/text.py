"""Plain text in UTF-8, or in UTF-16 with a byte order mark."""

import codecs
import re

from ingest.errors import UndecodableFile
from ingest.source import Source

# No paragraph of a report comes near this; a longer line is data, or a file that lost its line ends.
LONGEST_LINE = 200_000
_MOST_CONTROL_CHARACTERS = 0.01
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def read(name: str, content: bytes) -> Source:
    """Raises UndecodableFile for what is not text, and for text in another encoding."""
    return Source(name, "text/plain", decode(name, content))


def decode(name: str, content: bytes) -> str:
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
