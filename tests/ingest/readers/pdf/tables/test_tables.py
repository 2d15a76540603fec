"""Tables of typeset pages: which rows they have, what belongs to them, and what is none."""

import pytest

from tests.ingest.readers.pdf.typesetting import document_of, rows, source_of

WORDS = "The councils decide every year how many places there are and who pays for them in each of the regions. "
CELLS = (
    "[Programme], [2022], [2023], [Initial training], [20 100], [20 800], [Continuing training], [5 890], [6 100], "
    "[All], [25 990], [26 900]"
)
ROWS = [
    "Programme\t2022\t2023",
    "Initial training\t20 100\t20 800",
    "Continuing training\t5 890\t6 100",
    "All\t25 990\t26 900",
]


@pytest.mark.parametrize(
    "stroke",
    ["stroke: 0.5pt", "stroke: none", "stroke: (y: 0.5pt)", "stroke: none, fill: (_, y) => if calc.odd(y) { silver }"],
)
def test_rows_with_and_without_rules(stroke: str) -> None:
    source = source_of(f"{WORDS}\n\n#table(columns: 3, {stroke}, {CELLS})\n\n{WORDS}")
    assert rows(source) == [ROWS]
    assert source.tables[0].head == 1


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_columns_by_any_edge(align: str) -> None:
    body = f"{WORDS}\n\n#table(columns: 3, stroke: none, align: {align}, {CELLS})\n\n{WORDS}"
    assert rows(source_of(body)) == [ROWS]


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(y: 0.5pt)"])
def test_a_cell_that_wraps_over_lines_is_one_cell(stroke: str) -> None:
    cells = (
        "[Body], [Task], [Seat], [Council for dual training], [It decides how many places there are in the schools], "
        "[Riga], [Agency for quality], [It visits each of the schools every second year], [Tallinn], "
        "[Chamber], [It examines the learners], [Vilnius]"
    )
    table = f"#[#set par(justify: false)\n#table(columns: (70pt, 120pt, 60pt), stroke: {stroke}, {cells})]"
    body = f"{WORDS}\n\n{table}\n\n{WORDS}"
    assert rows(source_of(body)) == [
        [
            "Body\tTask\tSeat",
            "Council for dual training\tIt decides how many places there are in the schools\tRiga",
            "Agency for quality\tIt visits each of the schools every second year\tTallinn",
            "Chamber\tIt examines the learners\tVilnius",
        ]
    ]


@pytest.mark.parametrize("position", ["top", "bottom"])
@pytest.mark.parametrize("label", ["Table 1", "Tabelle 1", "Tableau 1", "Tab. 1", "Tabel 1"])
def test_the_caption_above_or_below(position: str, label: str) -> None:
    caption = f"{label}: Learners by programme"
    parts = [caption, f"#table(columns: 3, stroke: none, {CELLS})"]
    between = "\n\n".join(parts if position == "top" else parts[::-1])
    source = source_of(f"{WORDS}\n\n{between}\n\n{WORDS}")
    (table,) = source.tables
    assert table.caption is not None
    assert source.text[slice(*table.caption)] == caption


def test_notes_and_sources_right_below_belong_to_it() -> None:
    source = source_of(f"{WORDS}\n\n#table(columns: 3, {CELLS})\nSource: CSB, 2023.\n\n{WORDS}")
    (table,) = source.tables
    assert source.text[table.rows[-1][1] : table.end].strip() == "Source: CSB, 2023."


def test_rows_go_on_over_pages() -> None:
    cells = ", ".join(f"[Programme {n} {'abcdefghij'[n % 10]}], [{n}00], [{n}50]" for n in range(10, 50))
    head = "table.header([Programme], [2022], [2023])"
    source = source_of(f"Table 1: Learners\n#table(columns: 3, {head}, {cells})\n\n{WORDS}")
    first, second = source.tables[:2]
    assert not first.continues
    assert (second.continues, second.head) == (True, 1)
    body = [source.text[slice(*row)] for table in source.tables for row in table.rows[table.head :]]
    assert [row.split("\t")[0].split()[1] for row in body] == [str(n) for n in range(10, 50)]
    page = source.pages[1]
    assert page.start <= second.start < second.end <= page.end


def test_a_row_label_stays_first_in_its_row() -> None:
    body = f"#table(columns: 3, align: (right, left, left), stroke: none, {CELLS})\n\n{WORDS}"
    assert [row.split("\t")[0] for row in rows(source_of(body))[0]] == [row.split("\t")[0] for row in ROWS]


def test_every_character_is_there_once() -> None:
    source = source_of(f"{WORDS}\n\n#table(columns: 3, {CELLS})\n\n{WORDS}")
    expected = "".join(f"{WORDS}{''.join(ROWS)}{WORDS}".split())
    assert sorted("".join(source.text.split())) == sorted(expected)


@pytest.mark.parametrize(
    "body",
    [
        f"#columns(2)[{WORDS * 12}]",
        "#grid(columns: (1fr, 1fr), column-gutter: 30pt, [" + WORDS * 3 + "], [" + WORDS * 3 + "])",
        "#outline()\n" + "\n".join(f"= Chapter number {n}\n{WORDS}" for n in range(8)),
        "\n".join(f"#box(width: 100%)[Chapter {'abcdefgh'[n]} #h(1fr) {3 * n + 1}]\n" for n in range(8)),
        "\n\n".join(f"Author {name} (2020). {WORDS}Cedefop." for name in ("A", "B", "C", "D", "E")),
        "#grid(columns: (90pt, 150pt), row-gutter: 4pt, [Name:], [Ilze Ozola], [Town:], [Riga], [Country:], [Latvia],)",
        "\n".join(f"+ {WORDS}" for _ in range(4)) + "\n" + "\n".join("- The councils decide" for _ in range(5)),
        "$ a &= b + c && quad (1) \\ d &= e + f && quad (2) $",
    ],
    ids=["columns", "parallel", "outline", "contents", "references", "form", "lists", "equations"],
)
def test_what_is_no_table(body: str) -> None:
    assert rows(source_of(body)) == []


def test_a_table_in_one_of_two_columns() -> None:
    table = f"#[#set text(7pt)\n#table(columns: 3, stroke: none, inset: (x: 4pt, y: 3pt), {CELLS})]"
    body = f"#columns(2)[{WORDS * 4}\n\n{table}\n\n{WORDS * 9}]"
    assert rows(source_of(body)) == [ROWS]


def test_a_sentence_that_a_table_interrupts_stays_whole() -> None:
    whole = " ".join(f"{WORDS * 9}".split())
    floating = f"#place(bottom, float: true)[Table 1: Learners\n#table(columns: 3, {CELLS})]"
    document = document_of(f"{floating}\n{whole}")
    assert whole in document.text


def test_a_word_that_sticks_out_of_its_cell_belongs_to_its_row() -> None:
    cells = (
        "[Body], [Learners], [Task], [Chamber], [20 100], [responsible apprenticeships], "
        "[Agency], [5 890], [the accreditation], [Council], [25 990], [all apprenticeships now]"
    )
    body = f"{WORDS}\n\n#table(columns: (70pt, 60pt, 45pt), {cells})\n\n{WORDS}"
    assert rows(source_of(f"#set text(hyphenate: false)\n{body}")) == [
        [
            "Body\tLearners\tTask",
            "Chamber\t20 100\tresponsible apprenticeships",
            "Agency\t5 890\tthe accreditation",
            "Council\t25 990\tall apprenticeships now",
        ]
    ]


def test_a_head_that_comes_again_at_the_top_of_pages_stays_with_its_rows() -> None:
    cells = ", ".join(f"[Training {name}], [{n} 100], [{n} 050]" for n, name in enumerate("abcdefgh", 2))
    page = f"#[#set text(7pt)\n#table(columns: 3, inset: 3pt, [Programme], [2022], [2023], {cells})]\n\n{WORDS * 3}"
    source = source_of(f"#set page(margin: 36pt)\n{'#pagebreak()'.join([page] * 4)}")
    assert [table[0] for table in rows(source)] == ["Programme\t2022\t2023"] * 4
    assert [table.head for table in source.tables] == [1] * 4


def test_a_caption_takes_no_lines_of_the_next_column() -> None:
    cells = (
        "[Body], [Learners], [Task], [Chamber], [20 100], [responsible apprenticeships], "
        "[Agency], [5 890], [accreditations], [Council], [25 990], [apprenticeships]"
    )
    table = f"Table 1: Learners\n#table(columns: (60pt, 50pt, 28pt), inset: 4pt, {cells})"
    text = f"#set text(8pt, hyphenate: false)\n#columns(2, gutter: 10pt)[{table}\n#colbreak()\n#v(4pt)\n{WORDS * 4}]"
    document = document_of(text)
    assert " ".join(f"{WORDS * 4}".split()) in document.text
    assert document.text.count("Table 1: Learners\n") == 1


def test_a_last_line_that_is_a_number_belongs_to_its_cell() -> None:
    cells = (
        "[Body], [Learners], [Task], [Chamber], [20 100], [It examines the learners of 2021], "
        "[Agency], [5 890], [It visits schools], [Council], [25 990], [It decides on the places 2022]"
    )
    table = f"#[#set par(justify: false)\n#table(columns: (70pt, 60pt, 110pt), stroke: none, {cells})]"
    assert rows(source_of(f"{WORDS}\n\n{table}\n\n{WORDS}")) == [
        [
            "Body\tLearners\tTask",
            "Chamber\t20 100\tIt examines the learners of 2021",
            "Agency\t5 890\tIt visits schools",
            "Council\t25 990\tIt decides on the places 2022",
        ]
    ]


def test_rows_of_many_lines_begin_apart_in_the_first_column() -> None:
    cells = (
        "[Body], [Learners], [Task], [Chamber], [20 100], [Trainers of small firms Learners 2021], "
        "[Agency], [5 890], [Visitors of schools and firms 2021], [Council], [25 990], [Training Funds Rooms 2022]"
    )
    table = f"#[#set par(justify: false)\n#table(columns: (70pt, 60pt, 50pt), stroke: none, {cells})]"
    assert rows(source_of(f"{WORDS}\n\n{table}\n\n{WORDS}")) == [
        [
            "Body\tLearners\tTask",
            "Chamber\t20 100\tTrainers of small firms Learners 2021",
            "Agency\t5 890\tVisitors of schools and firms 2021",
            "Council\t25 990\tTraining Funds Rooms 2022",
        ]
    ]
