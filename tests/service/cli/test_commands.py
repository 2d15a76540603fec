"""Commands: what they print, and their exit codes."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from index.locking import writer_lock
from index.paths import LibraryPaths
from service.cli.commands import COMMANDS
from service.cli.main import pincite
from service.documents import reference_view, section_view, view
from service.library import Library

Run = Callable[..., Result]
Write = Callable[[str, str], Path]
QUESTION = "What did Flanders do on quality assurance?"


def _same(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "took_ms"}


def test_every_command_has_help_that_fits(run: Run) -> None:
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: pincite {name} ")


def test_an_answer_is_made_to_be_read(run: Run) -> None:
    result = run("ask", QUESTION, "-k", 3, "--section", "2.6")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == " 1  section 2.6, pp. 11–12"
    assert "«" in result.stdout
    assert "(Karno, 2024, section 2.6, pp. 11–12)  /v1/passages/" in result.stdout
    assert lines[-1].startswith("3 passages in ")
    assert "\nReference\n    Karno, A. (2024). " in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)


def test_an_answer_tells_how_the_question_was_read(run: Run) -> None:
    question = "Did VDAB pay 40 % of “dual learning” in 2023, as section 2.6 says, outside Wallonia but in Flanders?"
    lines = run("ask", question, "-k", 1).stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Read as: "))
    assert " ".join(lines[start:-1]) == (
        "Read as: Flanders; not Wallonia; VDAB; 2023; 40 %; “dual learning”; section 2.6"
    )
    assert "Read as: " not in run("ask", "Who decides?", "-k", 1).stdout


def test_json_is_the_same_from_every_door(run: Run, default_library: Path) -> None:
    from service.http.app import create_app  # the other tests of this module need no server

    result = run("ask", QUESTION, "-k", 2, "--country", "Belgium", "--year", "2022-", "--json")
    filters = {"country": ["Belgium"], "year": {"from": 2022}}
    with Library.open(default_library) as library:
        python = library.ask(QUESTION, 2, filters)
        http = _post(create_app(library), {"question": QUESTION, "k": 2, "filters": filters})
    printed = json.loads(result.stdout)
    assert list(printed) == list(http) == list(asdict(python))
    assert _same(printed) == _same(http) == _same(json.loads(json.dumps(asdict(python))))


def _post(app: Any, body: dict[str, Any]) -> dict[str, Any]:
    import asyncio

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.post("/v1/ask", json=body)

    answer: dict[str, Any] = asyncio.run(send()).json()
    return answer


def test_an_abstention_is_a_success(run: Run) -> None:
    result = run("ask", "How do I bake a chocolate cake with bananas?")
    assert result.exit_code == 0
    assert result.stdout.startswith("Not found in this library: no passage shares a word")
    assert "The nearest passages, none of which is an answer:" in result.stdout
    assert "«" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", ""], "the question is empty; ask in a few words"),
        (["ask", "x" * 100_000], "100,000 characters; the limit is 4,000. Ask in fewer words."),
        (["ask", "x", "-k", 0], "k is 0; it must be from 1 to 200."),
        (["ask", "x", "-k", -1], "k is -1; it must be from 1 to 200."),
        (["ask", "x", "-k", 10_000], "k is 10,000; it must be from 1 to 200."),
        (["ask", "x", "-k", "many"], "'many' is not a valid integer"),
        (["ask", "x", "--colour", "red"], "No such option '--colour'"),
        (
            ["ask", "x", "--entity", "Flanderz"],
            "'Flanderz' is not known, and no passage is about it. Did you mean Flanders",
        ),
        (["set", "belgium-vet-2023", "entities.abc=Flanderz"], "'Flanderz' is not one territory; give Flanders."),
        (["ask", "x", "--country", "Atlantis"], "'Atlantis' is not a country; give its English name"),
        (["ask", "x", "--document", "no"], "no document 'no' in this library. List them with: pincite documents"),
        (["ask", "x", "--year", "soon"], "--year is 'soon'; give 2023, 2022-2024, 2022- or -2024."),
        (["ask", "x", "--year", "20222024"], "--year is '20222024'; give"),
        (["ask", "x", "--year", "-"], "--year is '-'; give"),
        (["ask", "x", "--year", "2024-2022"], "no year is from 2024 to 2022; give the earlier one first."),
        (["ask", "x", "--language", "english"], "give its two-letter code, as en."),
        (["ask"], "Missing argument 'QUESTION'"),
        (["search", "x", "--offset", -1], "offset is -1; it must be from 0 to 10,000."),
        (["search", "x", "--mode", "fuzzy"], "'fuzzy' is not one of 'hybrid', 'dense', 'lexical'"),
        (["set", "belgium-vet-2023", "colour=red"], "field 'colour': unknown; the fields are title, "),
        (["set", "belgium-vet-2023", "colour="], "field 'colour': unknown; the fields are title, "),
        (["set", "belgium-vet-2023", "year=soon"], "belgium-vet-2023: field 'year': must be a whole number."),
        (["set", "belgium-vet-2023", "year=12"], "belgium-vet-2023: field 'year': must be at least 1000."),
        (["set", "belgium-vet-2023", "language=english"], "field 'language': must be a two-letter code, as en."),
        (["set", "belgium-vet-2023", "country=Atlantis"], "field 'country': 'Atlantis' is not a country; give its"),
        (["set", "belgium-vet-2023", "year"], "'year' is not of the form KEY=VALUE, as in year=2024."),
        (["ingest"], "Missing argument 'PATHS...'"),
        (["reindex"], "Missing option '--model'"),
        (["serve", "--port", 0], "0 is not in the range 1<=x<=65535"),
        (["shwo", "x"], "No such command 'shwo'"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[object], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["show", "no"], ["show", "no", "--sections"], ["remove", "belgium-vet-2023", "no"], ["set", "no", "year=2024"]],
)
def test_what_is_not_there_is_a_failure(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "pincite: no document 'no' in this library. List them with: pincite documents\n"


@pytest.mark.parametrize(
    "arguments",
    [["ask", "x"], ["documents"], ["verify"], ["remove", "x"], ["serve"], ["reindex", "--model", "x"]],
)
def test_without_a_library(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    result = run(*arguments, library=tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"pincite: {tmp_path}/none: no library here. Create one with: pincite ingest PATH\n"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("year", "filter_"),
    [
        ("2023", {"from": 2023, "to": 2023}),
        ("2022-2024", {"from": 2022, "to": 2024}),
        ("2022-", {"from": 2022}),
        ("-2024", {"to": 2024}),
    ],
)
def test_forms_of_a_year(run: Run, year: str, filter_: dict[str, int]) -> None:
    answer = json.loads(run("ask", QUESTION, "-k", 1, "--year", year, "--json").stdout)
    assert answer["interpretation"]["filters"] == {"year": filter_}
    assert answer["answered"]


def test_searches(run: Run) -> None:
    result = run("search", "3 425 bonuses", "--mode", "lexical", "-k", 1, "--explain")
    assert result.exit_code == 0
    assert "3 425 bonuses awarded" in " ".join(result.stdout.split())
    assert "dense –, lexical 1, matches 3 425 bonuses" in result.stdout
    hits = json.loads(run("search", "bonuses", "-k", 2, "--offset", 1, "--json").stdout)["hits"]
    assert [(hit["rank"], hit["why"]) for hit in hits] == [(2, None), (3, None)]


def test_lists_documents(run: Run) -> None:
    result = run("documents")
    assert result.stdout.splitlines()[0].split() == ["id", "country", "year", "title", "source"]
    assert result.stdout.splitlines()[1].startswith("belgium-vet-2023  BE       2023  Implementing European")
    listed = json.loads(run("documents", "--json").stdout)
    assert listed["facets"]["language"] == [{"value": "en", "documents": 1}]


def test_shows_a_document(run: Run) -> None:
    shown = run("show", "belgium-vet-2023").stdout
    assert "belgium-vet-2023, version 1, from belgium-vet-2023.txt (text/plain)" in shown
    assert "cite as: Karno, A. (2024)." in shown
    assert "version 1: ingested 20" in shown
    assert "2.6 VET underpinned by quality assurance  11–12" in run("show", "belgium-vet-2023", "--sections").stdout
    assert run("show", "belgium-vet-2023", "--references").stdout.startswith("- ")
    assert "3 425 bonuses" in run("show", "belgium-vet-2023", "--text").stdout


@pytest.mark.parametrize("part", [(), ("--sections",), ("--references",), ("--text",)])
def test_shows_json(run: Run, default_library: Path, part: tuple[str, ...]) -> None:
    shown = json.loads(run("show", "belgium-vet-2023", *part, "--json").stdout)
    with Library.open(default_library) as library:
        expected: dict[tuple[str, ...], Any] = {
            (): view(library.document("belgium-vet-2023")),
            ("--sections",): [section_view(section) for section in library.sections("belgium-vet-2023")],
            ("--references",): [reference_view(entry) for entry in library.references("belgium-vet-2023")],
            ("--text",): {"document": "belgium-vet-2023", "text": library.text("belgium-vet-2023")},
        }
    assert shown == json.loads(json.dumps(expected[part], default=asdict))


def test_sets_metadata_and_takes_it_back(run: Run, own: Path) -> None:
    result = run("set", "soil", "year=2024", "authors=Karno, Anna; OECD", "title=Soil", "cite-as=So.", library=own)
    assert result.exit_code == 0
    assert "Karno, Anna; OECD" in result.stdout
    assert "cite as: So." in result.stdout
    record = json.loads(run("set", "soil", "year=", "cite_as=", "--json", library=own).stdout)
    assert (record["metadata"]["year"], record["reference"]) == (None, "Karno, A., & OECD. (n.d.). Soil.")


def test_removes(run: Run, own: Path) -> None:
    passage = json.loads(run("search", "soil", "--json", library=own).stdout)["hits"][0]["id"]
    result = run("remove", "soil", library=own)
    assert (result.exit_code, result.stdout) == (0, "removed soil\n")
    with Library.open(own) as library, pytest.raises(Exception, match=f"passage '{passage}' was removed"):
        library.passage(passage)
    assert run("documents", library=own).stdout == "No documents yet. Add reports with: pincite ingest PATH\n"


def test_verifies(run: Run, own: Path) -> None:
    result = run("verify", library=own)
    assert result.exit_code == 0
    assert result.stdout.endswith("1 document, 0 faults\n")
    next(LibraryPaths(own).originals.iterdir()).write_text("changed", encoding="utf-8")
    result = run("verify", library=own)
    assert result.exit_code == 1
    assert "FAULT soil: the original file is missing or was changed; ingest it again" in result.stdout
    assert json.loads(run("verify", "--json", library=own).stdout)["faults"] == 1


def test_ingests(run: Run, own: Path, write: Write) -> None:
    folder = write("empty.txt", "").parent
    write("wood.md", "# 1. Wood\n\nWood is dried.\n")
    result = run("ingest", folder, library=own)
    assert result.exit_code == 1
    assert re.sub(r"\d\.\d s$", "0.0 s", result.stdout, flags=re.M).splitlines()[:-1] == [
        f"refused    {folder}/empty.txt",
        "           empty.txt: the file is empty. Check that it was saved or downloaded",
        "           completely.",
        f"unchanged  {folder}/soil.md",
        f"added      {folder}/wood.md",
        "           wood: 1 section, 1 passage in 0.0 s",
        "           warning: title taken from the file name; if that is wrong: pincite",
        "           set wood title=…",
    ]
    assert result.stdout.splitlines()[-1].endswith(" s: 1 refused, 1 unchanged, 1 added")
    assert result.stderr == "1/3 empty.txt: refused\n3/3 wood.md: added\n"


def test_an_ingest_where_every_file_is_in_is_a_success(run: Run, own: Path, write: Write) -> None:
    report = write("wood.md", "# 1. Wood\n\nWood is dried.\n")
    assert run("ingest", report, library=own).exit_code == 0
    result = run("ingest", report, "--json", library=own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["files"][0]["status"] == "unchanged"


def test_a_password_is_asked_for_and_not_shown(
    own: Path, write_pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = write_pdf("rye.pdf", "Rye grows in the north.", password="s3cret")
    arguments = ["ingest", str(report), "--json", "--library", str(own), "--password"]
    asked = CliRunner().invoke(pincite, arguments, input="s3cret\n")
    assert asked.exit_code == 0, asked.output
    assert json.loads(asked.stdout)["files"][0]["status"] == "added"
    assert asked.stderr.startswith("Password: ")
    assert "s3cret" not in asked.output
    monkeypatch.setenv("PINCITE_PASSWORD", "s3cret")
    other = write_pdf("oats.pdf", "Oats grow in the west.", password="s3cret")
    assert CliRunner().invoke(pincite, ["ingest", str(other), "--library", str(own)]).exit_code == 0


def test_a_folder_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    result = run("ingest", tmp_path / "void", library=tmp_path / "none")
    assert result.exit_code == 1
    assert "no file in this folder that Pincite reads" in " ".join(result.stdout.split())
    assert not (tmp_path / "none").exists()


def test_a_name_with_brackets_is_printed_whole(run: Run, own: Path, write: Write) -> None:
    report = write("wood [red]2023[x].md", "# 1. Wood\n\nWood is dried.\n")
    result = run("ingest", report, library=own)
    assert "wood [red]2023[x].md: added" in result.stderr
    assert "wood [red]2023[x].md" in result.stdout


def test_a_second_writer_is_told_to_wait(run: Run, own: Path) -> None:
    with writer_lock(LibraryPaths(own)):
        result = run("remove", "soil", library=own)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "another process is writing to this library. Wait until it has finished" in result.stderr
    assert "soil" in run("documents", library=own).stdout


def test_another_model(run: Run, tmp_path: Path) -> None:
    result = run("ask", "x", "--model", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"pincite: There is no folder {tmp_path}/none. Give the folder that sentence-transformers saved.\n"
    )
