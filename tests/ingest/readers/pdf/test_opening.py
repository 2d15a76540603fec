"""What PDFs say besides their text, and files that only call themselves PDF."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link as LinkTo
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from ingest.errors import DamagedFile, EmptyFile
from ingest.readers.pdf.opening import (
    Link,
    Opened,
    OutlineEntry,
    clean,
    info,
    labels,
    links,
    open_pdf,
    outline,
    page_text,
)
from tests.ingest.readers.pdf.making import pdf

DEEPEST = 12


def opened(content: bytes, password: str | None = None) -> Opened:
    return open_pdf("report.pdf", content, password)


def bookmark(writer: PdfWriter, title: str, page: int, parent: IndirectObject | None = None) -> IndirectObject:
    found = writer.add_outline_item(title=title, page_number=page, parent=parent)
    assert isinstance(found, IndirectObject)
    return found


def lead(before: IndirectObject, key: str, after: IndirectObject) -> None:
    entry = before.get_object()
    assert isinstance(entry, DictionaryObject)
    entry[NameObject(key)] = after


def test_printed_labels() -> None:
    def number(writer: PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, start=5)

    assert labels(opened(pdf("a", "b", "c", "d", change=number))) == ["i", "ii", "5", "6"]


def test_no_labels_are_stated() -> None:
    assert labels(opened(pdf("a", "b"))) == [None, None]


def tree(**parts: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in parts.items()})


ROMAN = tree(S=NameObject("/r"))
FROM_THE_FIRST = ArrayObject([NumberObject(0), ROMAN])


def stated(labelling: PdfObject) -> list[str | None]:
    """The labels of a file of two pages with this number tree."""

    def number(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/PageLabels")] = labelling

    return labels(opened(pdf("a", "b", change=number)))


def test_labels_in_parts() -> None:
    assert stated(tree(Kids=ArrayObject([tree(Nums=FROM_THE_FIRST)]))) == ["i", "ii"]


@pytest.mark.parametrize(
    "labelling",
    [
        tree(),
        NumberObject(4),
        tree(Nums=ArrayObject()),
        tree(Nums=ArrayObject([NumberObject(1), ROMAN])),
        tree(Nums=ArrayObject([NumberObject(0), NumberObject(1)])),
        tree(Nums=ArrayObject([NumberObject(0), ROMAN, NumberObject(0), ROMAN])),
        tree(Nums=ArrayObject([NumberObject(0)])),
        tree(Kids=ArrayObject()),
        tree(Kids=ArrayObject([NullObject()])),
    ],
)
def test_labels_that_begin_later_or_are_damaged_are_none(labelling: PdfObject) -> None:
    assert stated(labelling) == [None, None]


def test_labels_that_refer_to_themselves_are_none() -> None:
    def number(writer: PdfWriter) -> None:
        kids = ArrayObject()
        at = writer._add_object(tree(Kids=kids))
        kids.append(at)
        writer.root_object[NameObject("/PageLabels")] = at

    assert labels(opened(pdf("a", "b", change=number))) == [None, None]


def test_outline() -> None:
    def describe(writer: PdfWriter) -> None:
        reforms = bookmark(writer, "Reforms", 0)
        bookmark(writer, "Dual\ftraining ", 1, parent=reforms)
        bookmark(writer, " ", 1)
        bookmark(writer, "Conclusions", 2)

    assert outline(opened(pdf("a", "b", "c", change=describe))) == [
        OutlineEntry("Reforms", 1, 1),
        OutlineEntry("Dual\ntraining", 2, 2),
        OutlineEntry("Conclusions", 1, 3),
    ]


def test_no_outline() -> None:
    assert outline(opened(pdf("a"))) == []


def test_an_outline_that_refers_to_itself_ends() -> None:
    def tie(writer: PdfWriter) -> None:
        reforms = bookmark(writer, "Reforms", 0)
        training = bookmark(writer, "Dual training", 0, parent=reforms)
        lead(training, "/First", reforms)
        lead(training, "/Next", reforms)

    assert len(outline(opened(pdf("a", change=tie)))) < 10


def test_an_outline_is_read_so_deep() -> None:
    def nest(writer: PdfWriter) -> None:
        parent = None
        for _ in range(DEEPEST + 5):
            parent = bookmark(writer, "Deeper", 0, parent)

    assert [entry.level for entry in outline(opened(pdf("a", change=nest)))] == list(range(1, DEEPEST + 1))


@pytest.mark.parametrize(("entries", "kept"), [(5_000, 5_000), (5_001, 0)])
def test_an_outline_of_too_many_entries_is_none(entries: int, kept: int) -> None:
    assert len(outline(opened(pdf("a", change=lambda writer: hang(writer, [0] * entries))))) == kept


def test_a_bookmark_that_leads_nowhere_is_left_out() -> None:
    content = pdf("a", "b", change=lambda writer: hang(writer, [0, None, 1]))
    assert [(entry.title, entry.page) for entry in outline(opened(content))] == [("Title 0", 1), ("Title 2", 2)]


def hang(writer: PdfWriter, pages: Sequence[int | None]) -> None:
    """Bookmarks one after the other that lead to these pages."""
    items = []
    for number, page in enumerate(pages):
        place = NullObject() if page is None else writer.pages[page].indirect_reference
        to = ArrayObject([place or NullObject(), NameObject("/Fit")])
        title = TextStringObject(f"Title {number}")
        items.append(writer._add_object(DictionaryObject({NameObject("/Title"): title, NameObject("/Dest"): to})))
    for before, after in pairwise(items):
        lead(before, "/Next", after)
    root = DictionaryObject({NameObject("/First"): items[0], NameObject("/Last"): items[-1]})
    writer.root_object[NameObject("/Outlines")] = writer._add_object(root)


def test_links() -> None:
    def link(writer: PdfWriter) -> None:
        writer.add_annotation(1, LinkTo(rect=(20, 190, 90, 210), url="https://example.org/report"))
        writer.add_annotation(1, LinkTo(rect=(90, 210, 20, 190), target_page_index=0))

    assert links(opened(pdf("a", "b", change=link))) == [Link("https://example.org/report", 2, (20, 190, 90, 210))]


def test_the_box_of_a_link_is_in_order() -> None:
    def link(writer: PdfWriter) -> None:
        writer.add_annotation(0, LinkTo(rect=(90, 210, 20, 190), url="https://example.org"))

    assert [found.box for found in links(opened(pdf("a", change=link)))] == [(20, 190, 90, 210)]


def test_damaged_links_of_a_page_leave_those_of_others() -> None:
    def damage(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/URI"): TextStringObject("https://example.org/lost")})
        broken = DictionaryObject({NameObject("/A"): action, NameObject("/Rect"): ArrayObject([FloatObject(1)])})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([broken])
        writer.add_annotation(1, LinkTo(rect=(20, 190, 90, 210), url="https://example.org/found"))

    assert [found.url for found in links(opened(pdf("a", "b", change=damage)))] == ["https://example.org/found"]


def test_document_information() -> None:
    def describe(writer: PdfWriter) -> None:
        writer.add_metadata({"/Title": " VET in Latvia", "/Author": "Ilze Ozola", "/CreationDate": "D:20240917101500Z"})

    assert info(opened(pdf("a", change=describe))) == {
        "title": "VET in Latvia",
        "authors": "Ilze Ozola",
        "year": "D:20240917101500Z",
        "producer": "pypdf",
    }


@pytest.mark.parametrize("title", ["Microsoft Word - draft3", "report_final.docx", "Untitled", ""])
def test_a_file_name_is_no_title(title: str) -> None:
    assert "title" not in info(opened(pdf("a", change=lambda writer: writer.add_metadata({"/Title": title}))))


def test_text_of_a_page_without_places() -> None:
    assert page_text(opened(pdf("One.", "Two.")), 1) == "Two."


def test_text_has_no_page_breaks_and_no_halves_of_characters() -> None:
    assert clean("a\fb\0c\ud800d\U0001f600") == "a\nbc\ufffdd\U0001f600"
    assert clean("\ud83d\ude00") == "\U0001f600"


def locked(user: str, owner: str = "owner") -> bytes:
    return pdf("Locked.", change=lambda writer: writer.encrypt(user, owner, algorithm="AES-256"))


@pytest.mark.parametrize(
    ("content", "password", "needed"),
    [
        (locked(""), None, None),
        (locked(""), "any", None),
        (locked("secret"), "secret", "secret"),
        (locked("secret"), "owner", "owner"),
        (pdf("Open."), "any", None),
    ],
    ids=["empty", "empty though one is given", "of the reader", "of the owner", "none"],
)
def test_the_password_that_opens_it(content: bytes, password: str | None, needed: str | None) -> None:
    assert opened(content, password).password == needed


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        (None, "report.pdf: needs a password. Give it with --password, or save a copy without one."),
        ("", "report.pdf: needs a password. Give it with --password, or save a copy without one."),
        ("wrong", "report.pdf: the password given does not open it. Give it with --password, or save"),
    ],
)
def test_a_password_that_does_not_open_it(password: str | None, sentence: str) -> None:
    with pytest.raises(DamagedFile) as refusal:
        opened(locked("secret"), password)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    "content",
    [
        b"plain text",
        b"<!-- " + b"x" * 1024 + b" -->%PDF-1.7",
    ],
    ids=["text", "far behind the beginning"],
)
def test_what_does_not_begin_as_a_pdf(content: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"^report\.pdf: .*does not begin as one\). Check what was downloaded\.$"):
        opened(content)


def test_a_pdf_may_have_something_in_front() -> None:
    assert opened(b"\xef\xbb\xbf\r\n" + pdf("a")).pages == 1


def test_a_damaged_file() -> None:
    with pytest.raises(DamagedFile, match=r"^report\.pdf: cannot be opened as PDF \(.*\)\. Try to export it again\.$"):
        opened(b"%PDF-1.7\nnothing of the kind\n%%EOF\n")


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_a_download_that_was_broken_off(part: float) -> None:
    whole = pdf("Text.")
    with pytest.raises(DamagedFile) as refusal:
        opened(whole[: int(part * len(whole))])
    said = "report.pdf: cannot be opened as PDF: its end is missing, as of a download that was broken off. Download it"
    assert str(refusal.value) == f"{said} again."


def test_no_pages() -> None:
    with pytest.raises(EmptyFile, match=r"^report\.pdf: has no pages"):
        opened(pdf())
