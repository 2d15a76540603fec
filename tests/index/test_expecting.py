"""What kind of answer a question expects, and whether a passage holds one."""

import pytest

from index.expecting import Expected, expected, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many bonuses were paid?", Expected.NUMBER),
        ("Combien de primes ?", Expected.NUMBER),
        ("Hoeveel scholen?", Expected.NUMBER),
        ("Wie viele Schulen?", Expected.NUMBER),
        ("What share of pupils leave early?", Expected.NUMBER),
        ("What is the budget of the plan?", Expected.NUMBER),
        ("What was the total cost?", Expected.NUMBER),
        ("What is the plan?", None),
        ("When was the decree adopted?", Expected.TIME),
        ("Quand le décret a-t-il été adopté ?", Expected.TIME),
        ("In welchem Jahr?", Expected.TIME),
        ("What did Flanders do?", None),
        ("However much it costs", None),
    ],
)
def test_question_words_tell(question: str, kind: Expected | None) -> None:
    assert expected(question) is kind


@pytest.mark.parametrize(
    ("text", "number", "time"),
    [
        ("There were 3 425 bonuses.", True, False),
        ("It rose by 6.5%.", True, False),
        ("EUR 2 568 750 were paid.", True, False),
        ("It began in 2023.", False, True),
        ("It began (Cedefop, 2023a).", False, False),
        ("See Section 2.4 of it", True, False),
        ("It trains teachers.", False, False),
    ],
)
def test_years_are_times_and_citations_are_neither(text: str, number: bool, time: bool) -> None:
    assert holds(text, Expected.NUMBER) is number
    assert holds(text, Expected.TIME) is time
