"""Measuring in turns."""

from benchmarks.timing import alternating, quantile_rows


def test_models_take_turns_and_who_begins_changes() -> None:
    called: list[str] = []
    calls = [lambda question: called.append(f"a{question}"), lambda question: called.append(f"b{question}")]
    times = alternating(calls, ["1", "2", "3"], block=2)
    assert called == ["a1", "b1", *("a1", "a2", "b1", "b2"), *("b3", "a3")]
    assert [len(each) for each in times] == [3, 3]


def test_rows_hold_a_value_for_each_model() -> None:
    p50, p95 = quantile_rows("ask", [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]])
    assert (p50.what, p50.values) == ("ask, p50 of 3", (2.0, 4.0))
    assert p95.values[0] < p95.values[1]
