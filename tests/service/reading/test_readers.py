"""Guarded readers: real processes, and files that loop, crash, or devour memory."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError
from queue import SimpleQueue
from threading import Thread

import pytest

from ingest.document import ParsedDocument
from ingest.errors import DamagedFile, EmptyFile, HugeFile, RefusedFile, SlowFile
from service.reading.limits import Limits
from service.reading.messages import OnItsPage, Outcome, Read
from service.reading.readers import Readers

BAD = "tests.service.reading.bad_readers"
LIMITS = Limits(page_s=1, file_s=20, memory_mib=200)

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals")


@pytest.fixture
def readers() -> Iterator[Readers]:
    with Readers(LIMITS, module=BAD) as opened:
        yield opened


def _outcome(readers: Readers, does: str, name: str = "bad.pdf") -> Outcome:
    return readers.begin(name, does.encode(), {})(lambda _: None)


def _refusal(readers: Readers, does: str) -> RefusedFile:
    found = _outcome(readers, does).found
    assert isinstance(found, RefusedFile)
    return found


def _process(outcome: Outcome) -> int:
    """The number of the process that has read a file."""
    return int(outcome.document().text.partition("The process ")[2].split()[0])


@pytest.mark.parametrize(
    ("does", "kind", "said"),
    [
        (
            "loop always",
            SlowFile,
            "bad.pdf: gave up after 1 s on page 2 of 9. Try to export it again, or print it to a",
        ),
        (
            "crash always",
            DamagedFile,
            "bad.pdf: the process that read it crashed on page 2 of 9 (SIGSEGV). Try to export",
        ),
        ("abort always", DamagedFile, "the process that read it crashed on page 2 of 9 (SIGABRT)."),
        ("exit always", DamagedFile, "the process that read it crashed on page 2 of 9 (exit code 3)."),
        ("leave always", DamagedFile, "the process that read it crashed on page 2 of 9 (exit code 1)."),
        (
            "kill always",
            HugeFile,
            "bad.pdf: the system ended the process that read it on page 2 of 9, as it does when memory",
        ),
        ("recurse", DamagedFile, "bad.pdf: could not be taken apart on page 2 of 9 (RecursionError: "),
        ("raise", DamagedFile, "bad.pdf: could not be taken apart on page 2 of 9 (LookupError: odd)."),
        ("refuse", EmptyFile, "empty.pdf: holds no text."),
    ],
)
def test_a_bad_file_is_refused(readers: Readers, does: str, kind: type[RefusedFile], said: str) -> None:
    refusal = _refusal(readers, does)
    assert type(refusal) is kind
    assert said in str(refusal)


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("loop", "took longer than 1 s"),
        ("crash", "crashed its reader: SIGSEGV"),
        ("exit", "crashed its reader: exit code 3"),
        ("kill", "out of memory"),
        pytest.param("devour", "out of memory", marks=LINUX),
    ],
)
def test_a_bad_page_is_left_out(readers: Readers, does: str, why: str) -> None:
    assert f"Without page 2 ({why})." in _outcome(readers, does).document().text


def test_several_bad_pages_are_left_out(readers: Readers) -> None:
    text = _outcome(readers, "exit 3 5 8").document().text
    assert [number for number in (3, 5, 8) if f"Without page {number} (" in text] == [3, 5, 8]


def test_a_file_with_more_bad_pages_is_refused(readers: Readers) -> None:
    refusal = _refusal(readers, "exit 3 5 8 9")
    assert "crashed on page 3 of 9 (exit code 3)" in str(refusal)
    assert str(refusal).endswith(" Neither could pages 5, 8 and 9 be read.")


def test_the_seconds_of_a_file_are_those_of_all_attempts() -> None:
    with Readers(Limits(page_s=0.4, file_s=0.9), module=BAD) as readers:
        refusal = _refusal(readers, "loop 3 5 8")
    assert str(refusal).startswith("bad.pdf: gave up after 0.4 s on page 3 of 9.")


@LINUX
def test_a_file_that_devours_memory_is_refused(readers: Readers) -> None:
    refusal = _refusal(readers, "devour always")
    assert type(refusal) is HugeFile
    assert str(refusal).startswith("bad.pdf: needs more than 200 MiB of memory on page 2 of 9. Try to export it again")
    assert _outcome(readers, "good").document().text


def test_a_file_whose_pages_are_quick_may_not_take_for_ever() -> None:
    with Readers(Limits(page_s=20, file_s=0.5), module=BAD) as readers:
        refusal = _refusal(readers, "dawdle")
    assert type(refusal) is SlowFile
    assert "gave up after 0.5 s for the whole file, on page " in str(refusal)
    assert "PINCITE_FILE_SECONDS" in str(refusal)


def test_one_process_reads_many_files_and_is_replaced_when_it_dies(readers: Readers) -> None:
    first, second = _process(_outcome(readers, "good")), _process(_outcome(readers, "better"))
    assert os.getpid() != first == second
    _refusal(readers, "crash always")
    assert _process(_outcome(readers, "best")) != first


def test_files_are_read_ahead_and_a_bad_one_stops_none(readers: Readers) -> None:
    begun = [readers.begin("bad.pdf", does.encode(), {}) for does in ("good", "exit always", "loop always", "fine")]
    found = [awaited(lambda _: None).found for awaited in begun]
    assert [type(each) for each in found] == [ParsedDocument, DamagedFile, SlowFile, ParsedDocument]


def test_each_page_is_told_of_before_it_is_read(readers: Readers) -> None:
    heard: list[OnItsPage | Read] = []
    readers.begin("good.pdf", b"two pages", {})(heard.append)
    assert heard == [OnItsPage(1, 9), OnItsPage(2, 9), Read(2)]


def test_what_a_library_prints_is_no_message(readers: Readers) -> None:
    assert "print. The process" in _outcome(readers, "print").document().text


def test_formats_that_are_harmless_are_read_in_this_process(readers: Readers) -> None:
    assert _process(_outcome(readers, "good", "good.md")) == os.getpid()


def test_the_password_comes_to_the_reader_and_is_shown_nowhere() -> None:
    with Readers(LIMITS, "s3cret", module=BAD) as readers:
        assert "by s3cret" in _outcome(readers, "good").document().text
        assert "s3cret" not in str(_refusal(readers, "raise"))


def test_closing_ends_what_is_being_read_and_drops_what_is_not() -> None:
    heard = SimpleQueue[OnItsPage | Read]()
    with Readers(Limits(), module=BAD) as readers:
        endless, waiting = (readers.begin("bad.pdf", does.encode(), {}) for does in ("loop", "good"))
        Thread(target=endless, args=(heard.put,)).start()
        assert heard.get() == OnItsPage(1, 9)
    with pytest.raises(CancelledError):
        waiting(lambda _: None)


def test_a_process_that_cannot_start_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Readers(LIMITS, module=BAD) as readers:
        refusal = _refusal(readers, "good")
    assert "no process could be started to read it in" in str(refusal)


def test_a_statement_of_a_manifest_reaches_the_parser(readers: Readers) -> None:
    own = {"country": "BE", "entities": {"Westhoek": {"names": ["Barley"]}}}
    found = readers.begin("good.pdf", b"Barley grows in Barley", own)(lambda _: None).document()
    assert found.passages[0].about[0].name == "Westhoek"
