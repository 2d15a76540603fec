"""Invented reports with other habits than the Belgian one: each is read as a careful person would read it."""

from pathlib import Path

from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults

REPORTS = Path(__file__).parent / "reports"


def report(name: str) -> ParsedDocument:
    document = parse(read_source(name, (REPORTS / name).read_bytes()))
    assert faults(document.segments, document.source.text, document.text) == []
    assert document.warnings == ()
    return document


def outline(document: ParsedDocument) -> list[tuple[int, str | None, str, str | None]]:
    """Level, number, title and first printed page of each section."""
    return [(s.level, s.number, s.title, s.printed.first if s.printed else None) for s in document.sections]


def paragraphs(document: ParsedDocument, title: str) -> list[str]:
    """What the passages of a section hold, whether short paragraphs are joined or not."""
    own = (p for p in document.passages if document.sections[p.section].title == title)
    return [text for passage in own for text in document.passage_text(passage).split("\n\n")]


def references(document: ParsedDocument) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(r.label, r.authors, r.title, r.url) for r in document.references]


def mentions(document: ParsedDocument) -> list[tuple[str, str, int | None]]:
    return [(m.text, m.status, m.reference) for m in document.mentions]


def notes(document: ParsedDocument) -> list[tuple[str, str, str]]:
    """Marker, text, and what stands before the marker."""
    return [(n.marker, n.text, document.text[(n.anchor or 0) - 9 : n.anchor]) for n in document.footnotes]


def test_latvia_wrapped_lines_dot_leaders_and_three_levels() -> None:
    latvia = report("latvia.txt")
    assert outline(latvia)[2:] == [
        (1, None, "Foreword", "iii"),
        (1, None, "List of abbreviations", "iv"),
        (1, "1", "Introduction", "1"),
        (1, "2", "Policy developments", "2"),
        (2, "2.1", "Governance", "2"),
        (3, "2.1.1", "Sector skills councils", "2"),
        (3, "2.1.2", "Funding since 2019", "3"),
        (2, "2.2", "Work-based learning in small and medium-sized enterprises", "4"),
        (1, "3", "Outlook", "5"),
        (1, "Annex A", "Legislation", "6"),
        (1, "Annex B", "Statistics", "7"),
        (1, None, "Bibliography", "8"),
    ]
    assert paragraphs(latvia, "List of abbreviations") == [
        "AIC\tAcademic Information Centre\nSSC\tsector skills council"
    ]
    assert paragraphs(latvia, "Introduction") == [
        "Latvia has 1.9 million inhabitants. In 2023, 26 900 learners were enrolled in vocational programmes, "
        "3.5% more than in 2022 (CSB, 2023). Work-based learning was introduced in 2013 as a pilot project and has "
        "been part of the law since 2015.¹",
        "The national plan sets three priorities for the period to 2027:\n"
        "1. modular programmes in all sectors by 2025\n"
        "2. work-based learning in every vocational school, including those for adults\n"
        "3. recognition of prior learning",
        "Each of them has a budget of its own. Progress is reported every year to the Cabinet of Ministers, "
        "which may adapt the plan.",
    ]
    (governance,) = paragraphs(latvia, "Governance")
    assert "unclear until 2021, when the agency for quality was given" in governance
    assert paragraphs(latvia, "Sector skills councils")[0].split("\n")[1:] == [
        "a) to identify skills needs;",
        "b) to develop occupational standards;",
        "i) at qualification levels 2 to 4",
        "ii) at qualification level 5",
        "c) to review programmes.",
    ]
    assert paragraphs(latvia, "Funding since 2019")[1] == (
        "Table 1. Learners by programme\nProgramme\t2022\t2023\nInitial\t20 100\t20 800\nContinuing\t5 890\t6 100\n"
        "Source: CSB, 2023."
    )
    (learning,) = paragraphs(latvia, "Work-based learning in small and medium-sized enterprises")
    assert "A pre- and post-training survey" in learning
    assert learning.endswith("The self-employed are not covered.")
    assert paragraphs(latvia, "Outlook")[0].count("15- to 19-year-olds") == 1
    assert paragraphs(latvia, "Statistics") == [
        "The tables are published at https://stat.example.lv/vet/tables and updated in March."
    ]
    assert paragraphs(latvia, "Bibliography") == []


def test_latvia_notes_references_and_metadata() -> None:
    latvia = report("latvia.txt")
    assert notes(latvia) == [
        ("1", "Vocational Education Law, as amended in 2015.", "nce 2015."),
        ("2", "One council covers two sectors, e.g. food and agriculture. See also Cedefop (2023).", "inistry ("),
    ]
    assert references(latvia) == [
        (
            "2023",
            "Cedefop",
            "Vocational education and training in Europe: Latvia",
            "https://www.cedefop.example.eu/vet-in-europe/latvia",
        ),
        ("2023", "CSB", "Education in Latvia: statistical yearbook", None),
        ("2021", "Daugaviete, A., & Kļava, M.", "Governing skills in the Baltic states", None),
        ("2023a", "Daugaviete, A., Kļava, M., & Siliņš, R.", "Small firms as places of learning", None),
        (
            "2023b",
            "Daugaviete, A., Kļava, M., & Siliņš, R.",
            "Survey of companies in work-based learning",
            "https://doi.example.org/10.1000/wbl(2023)",
        ),
        ("2022a", "Ozola, I., & Bērziņš, J.", "Who decides? Vocational governance in Latvia", None),
    ]
    assert mentions(latvia) == [
        ("(CSB, 2023)", "resolved", 1),
        ("Ozola and Bērziņš (2022a)", "resolved", 5),
        ("Cedefop, 2023", "resolved", 0),
        ("Daugaviete & Kļava, 2021", "resolved", 2),
        ("(Daugaviete et al., 2023b)", "resolved", 4),
    ]
    assert latvia.metadata == {
        "title": "Vocational education and training in a changing economy",
        "subtitle": "Latvia",
        "authors": ("Ozola, Ilze", "Bērziņš, Jānis"),
        "contributors": ("State Education Development Agency", "Employers' Confederation of Latvia"),
        "year": 2024,
        "data_year": 2023,
        "country": "LV",
        "language": "en",
        "publisher": "Academic Information Centre",
        "series": "ReferNet national reports",
        "licence": "Reproduction is authorised for non-commercial purposes, provided the source is acknowledged.",
        "cite_as": "Ozola, I., & Bērziņš, J. (2024). Vocational education and training in a changing economy: Latvia. "
        "ReferNet national reports.",
    }


def test_portugal_markdown_with_linked_contents_and_nested_lists() -> None:
    portugal = report("portugal.md")
    assert outline(portugal) == [
        (1, None, "Front matter", None),
        (1, None, "Contents", None),
        (1, "1", "Setting the scene", None),
        (1, "2", "Measures", None),
        (2, "2.1", "Qualifica centres", None),
        (3, None, "Recognition of prior learning", None),
        (2, "2.2", "Digital skills", None),
        (1, None, "References", None),
    ]
    assert paragraphs(portugal, "Setting the scene")[0] == (
        "Participation in adult learning reached 13.8 % in 2022, above the EU average of 11.9 %.[^1] "
        "The Qualifica programme is the main instrument (Decree-Law 14/2017)."
    )
    assert paragraphs(portugal, "Qualifica centres")[0] == (
        "There are 314 centres, run by:\n* public schools\n* training centres of IEFP, of which\n"
        "* 30 are managed directly\n* 23 are managed with social partners\n* municipalities and associations"
    )
    assert paragraphs(portugal, "Recognition of prior learning") == [
        "1. An adult registers at a centre.\n2. A team helps to document what he or she knows.\n"
        "This takes about 50 hours.\n3. A jury decides.",
        "The procedure was shortened in 2022.[^law] Costs fell by EUR 3*10^6^ in a year.",
    ]
    assert paragraphs(portugal, "Digital skills")[0] == "Level\tAdults\nbasic\t34 000\nadvanced\t12 500"
    assert notes(portugal) == [
        ("1", "Eurostat, Labour Force Survey. See online data.", "f 11.9 %."),
        ("law", "Ordinance 61/2022.", " in 2022."),
    ]
    assert references(portugal) == [
        ("2022", "ANQEP", "Annual report of the Qualifica network", None),
        ("2022", "ReferNet Portugal", "Upskilling pathways: Portugal", "https://example.org/news"),
        (None, None, None, None),
    ]
    assert mentions(portugal) == [
        ("ANQEP, 2022", "resolved", 0),
        ("ReferNet Portugal, 2022", "resolved", 1),
        ("ANQEP (2022)", "resolved", 0),
    ]
    assert {key: value for key, value in portugal.metadata.items() if key != "cite_as"} == {
        "title": "Vocational education and training in Portugal",
        "subtitle": "adult learning after the pandemic",
        "authors": ("ReferNet Portugal",),
        "year": 2023,
        "data_year": 2022,
        "country": "PT",
        "language": "en",
        "publisher": "Directorate-General for Employment and Labour Relations",
        "series": "Cedefop ReferNet series",
        "licence": "This work is licensed under a Creative Commons Attribution 4.0 licence.",
    }


def test_slovenia_without_contents_with_run_in_headings_and_carriage_returns() -> None:
    slovenia = report("slovenia.txt")
    assert outline(slovenia)[1:] == [
        (1, "1", "Introduction", None),
        (1, "2", "Main policy developments", None),
        (2, "2.1", "Curricula", None),
        (3, None, "Open curriculum", None),
        (3, None, "Digital competence of teachers (DigCompEdu)", None),
        (2, "2.2", "Quality assurance", None),
        (1, "3", "Conclusions", None),
        (1, None, "References", None),
    ]
    assert "companies and Social partners, whose comments" in paragraphs(slovenia, "Introduction")[0]
    topics, offer = paragraphs(slovenia, "Digital competence of teachers (DigCompEdu)")
    assert topics == (
        "All teachers take part in training on the following topics:\n(a) safe use of the internet;\n"
        "(b) teaching with digital tools, including tools for learners with special needs and tools that make "
        "learning visible;\n(c) assessment."
    )
    assert "waiting list was 2 500 at the end" in offer
    (quality,) = paragraphs(slovenia, "Quality assurance")
    assert "discussed by the teachers’ assembly and published" in quality
    assert [note[:2] for note in notes(slovenia)] == [
        ("1", "The institute is a public body. It has nine regional units."),
        ("2", "Members are teachers, parents, learners and employers."),
    ]
    assert [(label, authors) for label, authors, _, _ in references(slovenia)] == [
        ("2023", "European Commission. Directorate-General for Employment, Social Affairs and Inclusion"),
        ("2023", "Novak, M."),
        ("2021", "Zupan, L., & Kos, T."),
        ("2022", "Zupan, L., & Kos, T."),
    ]
    assert mentions(slovenia) == [
        ("Novak, 2023", "resolved", 1),
        ("Zupan & Kos, 2021", "resolved", 2),
        ("2022", "resolved", 3),
        ("Novak (2023)", "resolved", 1),
        ("(European Commission, 2023)", "resolved", 0),
    ]
    assert slovenia.metadata == {
        "title": "Implementing European priorities in VET",
        "subtitle": "Slovenia",
        "authors": ("Novak, Metka", "Zupan, Luka"),
        "year": 2024,
        "country": "SI",
        "language": "en",
        "publisher": "CPI",
        "licence": "All rights reserved.",
        "cite_as": "Novak, M. and Zupan, L. (2024) Implementing European priorities in VET. Slovenia.",
    }


def test_ireland_without_numbers_and_blank_lines() -> None:
    ireland = report("ireland.txt")
    assert outline(ireland)[2:] == [
        (1, None, "Summary", "1"),
        (1, None, "The further education and training system", "2"),
        (2, None, "Apprenticeship", "2"),
        (3, None, "Access", "2"),
        (2, None, "Funding", "3"),
        (1, None, "Challenges", "3"),
        (1, None, "Conclusions", "4"),
        (1, None, "Sources and references", "5"),
    ]
    assert ireland.sections[5].path == ("The further education and training system", "Apprenticeship", "Access")
    assert paragraphs(ireland, "Challenges")[0].endswith("because of the Cost of living, which has risen sharply.")
    assert references(ireland) == [
        ("2021", "Department of Further and Higher Education", "Action plan for apprenticeship 2021-2025", None),
        ("2023", "SOLAS", "Annual report 2023", "https://www.solas.example.ie/annual"),
        ("2023", "OECD", "OECD Skills Strategy Ireland", None),
    ]
    assert mentions(ireland) == [("(SOLAS 2023)", "resolved", 1)]
    assert ireland.metadata == {
        "title": "FURTHER EDUCATION AND TRAINING",
        "authors": ("SOLAS",),
        "country": "IE",
        "language": "en",
    }
