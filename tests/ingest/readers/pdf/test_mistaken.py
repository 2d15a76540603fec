"""Files that are called PDF and are something else."""

import pytest

from ingest.readers.pdf.mistaken import instead_of_pdf

LOGIN = "as a server sends that asks for a login or cannot find a file. Open its address in a browser and download"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "\ufeff\r\n<!DOCTYPE html>\n<html><head>\n<title class='t'>Sign in\n &amp; read</title>",
            f"is a web page with the title “Sign in & read”, not a PDF, {LOGIN} the PDF again.",
        ),
        ("<HTML><body>Not found", f"is a web page, not a PDF, {LOGIN} the PDF again."),
        ("<?xml version='1.0'?><html xmlns='x'>", f"is a web page, not a PDF, {LOGIN} the PDF again."),
        ("<html><title>" + "a" * 90, "is a web page, not a PDF"),
        ("<html><title>" + "a" * 90 + "</title>", "with the title “" + "a" * 80 + "…”, not a PDF"),
    ],
)
def test_a_web_page(content: str, said: str) -> None:
    assert said in instead_of_pdf(content.encode())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14", "an Office document or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Office document"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_another_format(content: bytes, kind: str) -> None:
    assert instead_of_pdf(content) == f"is {kind}, not a PDF. Export or print it as PDF."


@pytest.mark.parametrize("content", [b"", b"plain text", b"A page says <html> somewhere later." + b"x" * 5_000])
def test_what_nobody_knows(content: bytes) -> None:
    said = "cannot be opened as PDF (it does not begin as one). Check what was downloaded."
    assert instead_of_pdf(content[:10]) == said
