"""Files that are called PDF and are something else: what they are."""

import re
from html import unescape

_HEAD = 4_096
_WEB_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s", re.I)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_LONGEST_TITLE = 80
_OTHERS = (
    (b"PK\x03\x04", "an Office document or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a document in RTF"),
    (b"%!PS", "a PostScript file"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
)


def instead_of_pdf(content: bytes) -> str:
    """A sentence on what a file is that does not begin as a PDF, and what to do."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _WEB_PAGE.search(head):
        title = _title(content)
        called = f" with the title “{title}”" if title else ""
        return (
            f"is a web page{called}, not a PDF, as a server sends that asks for a login or cannot find a file. "
            "Open its address in a browser and download the PDF again."
        )
    for begins, kind in _OTHERS:
        if head.startswith(begins):
            return f"is {kind}, not a PDF. Export or print it as PDF."
    return "cannot be opened as PDF (it does not begin as one). Check what was downloaded."


def _title(content: bytes) -> str:
    found = _TITLE.search(content[: 16 * _HEAD].decode("utf-8", "replace"))
    words = " ".join(unescape(found[1]).split()) if found else ""
    return words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE]}…"
