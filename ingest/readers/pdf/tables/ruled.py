"""Where ruling lines show a table: inside a grid, or between level rules of one extent."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from ingest.captions import is_table_note
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.rules import Rule, Rules
from ingest.readers.pdf.tables.regions import Region, is_parted

# In points: rules meet that come so near, and segments of one rule are so far apart.
_TOUCH, _SAME = 4.0, 1.5
# Of the size of the type.
_UNDERLINE = 0.3
# Of the width or height of a table, how much of it a rule between rows or columns takes, and how little is narrow.
_LEAST_OF_A_SIDE, _NEARLY_ALL, _NARROW = 0.5, 0.85, 0.6
_FEWEST_LEVELS = 3
# In points: between two rules so far apart something stands.
_EMPTY = 30.0

# Left, top, right, bottom.
Box = tuple[float, float, float, float]


def without_underlines(rules: Rules, lines: Iterable[PageLine]) -> Rules:
    """The rules but those that run right below words, and no further."""
    heights = sorted((line.baseline, line.left, line.right, line.size) for line in lines)

    def underlines(rule: Rule) -> bool:
        for baseline, left, right, size in reversed(heights[: bisect_right(heights, (rule.at + 1.0,))]):
            if rule.at - baseline > _UNDERLINE * size and rule.at - baseline > _TOUCH:
                return False
            if left - 1.0 <= rule.start and rule.end <= right + 1.0 and rule.at - baseline <= _UNDERLINE * size:
                return True
        return False

    return Rules(tuple(rule for rule in rules.level if not underlines(rule)), rules.upright)


def ruled_regions(lines: Sequence[PageLine], rules: Rules, edges: Sequence[PageLine] = ()) -> list[Region]:
    """Regions inside grids, and between three or more level rules of one extent.

    `edges`: lines at the edges of the page, which belong to what stands in the same grid.
    """
    level, upright = _merged(rules.level), _merged(rules.upright)
    found: list[Region] = []
    taken: set[int] = set()
    for drawn in (*_grids(level, upright), *_stacks(level, lines)):
        box = _reaching(lines, drawn)
        columns = _columns(upright, box)
        rows = _grid_rows(rules.level, columns, box) if columns else rows_between(level, box)
        inside = [n for n, line in enumerate(lines) if n not in taken and _is_in(line, box)]
        if len(inside) > 1 and len(rows) >= _FEWEST_LEVELS:
            held = [line for line in edges if columns and _is_in(line, drawn)]
            found.append(Region([*(lines[n] for n in inside), *held], rows, columns))
            taken.update(inside)
    return found


def _columns(upright: Iterable[Rule], box: Box) -> tuple[float, ...]:
    """Where upright rules run inside over most of the height."""
    left, top, right, bottom = box
    least = _LEAST_OF_A_SIDE * (bottom - top)
    inside = [rule for rule in upright if left + _TOUCH < rule.at < right - _TOUCH]
    return _apart([rule.at for rule in inside if min(rule.end, bottom) - max(rule.start, top) >= least])


def rows_between(level: Iterable[Rule], box: Box) -> tuple[float, ...]:
    """The heights at which rules run over most of the width."""
    left, top, right, bottom = box
    inside = [rule for rule in level if top - _TOUCH <= rule.at <= bottom + _TOUCH]
    return tuple(at for at, rules in _levels(inside) if _covered(rules, left, right) >= _LEAST_OF_A_SIDE)


def _reaching(lines: Sequence[PageLine], box: Box) -> Box:
    """The box with the lines right above and below it that gaps part as well."""
    left, top, right, bottom = box
    parted = [line for line in lines if _is_across(line, left, right) and is_parted(line)]
    for line in sorted(parted, key=attrgetter("baseline"), reverse=True):
        if 0 <= top - line.bottom <= line.size:
            top = line.top
    for line in sorted(parted, key=attrgetter("baseline")):
        if 0 <= line.top - bottom <= line.size and not is_table_note(line.text):
            bottom = line.bottom
    return left, top, right, bottom


def _grid_rows(level: Iterable[Rule], columns: Sequence[float], box: Box) -> tuple[float, ...]:
    """The heights at which rows of a grid end: rules run over all columns, or but for the first one.

    Only where no lines are drawn do the edges of boxes tell: they may be those of single lines filled with colour.
    """
    left, top, right, bottom = box
    inside = [rule for rule in level if top - _TOUCH <= rule.at <= bottom + _TOUCH]
    start = columns[0] if len(columns) > 1 else left
    drawn = [rule for rule in inside if not rule.edge]
    rows = tuple(at for at, rules in _levels(drawn) if _covered(rules, start, right) >= _NEARLY_ALL)
    if len(rows) >= _FEWEST_LEVELS:
        return rows
    return tuple(at for at, rules in _levels(inside) if _covered(rules, left, right) >= _NEARLY_ALL)


def _levels(rules: Iterable[Rule]) -> list[tuple[float, list[Rule]]]:
    """The rules by their height, those together that are hardly apart."""
    found: list[tuple[float, list[Rule]]] = []
    for rule in sorted(rules, key=_at):
        if found and rule.at - found[-1][0] <= _TOUCH:
            found[-1][1].append(rule)
        else:
            found.append((rule.at, [rule]))
    return found


def _covered(rules: Iterable[Rule], left: float, right: float) -> float:
    """The share of a width that rules run over."""
    whole, at = 0.0, left
    for rule in sorted(rules, key=_start):
        start, end = max(rule.start, at), min(rule.end, right)
        whole += max(end - start, 0.0)
        at = max(at, end)
    return whole / max(right - left, 1.0)


_at, _start = attrgetter("at"), attrgetter("start")


def _apart(places: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return tuple(found)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Segments of one line put together."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) <= _SAME and rule.start <= last.end + _TOUCH:
            found[-1] = Rule(last.start, max(last.end, rule.end), last.at)
        else:
            found.append(rule)
    return found


def _grids(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Box]:
    """The boxes around rules that meet."""
    parent = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for one, level_rule in enumerate(level):
        for other, upright_rule in enumerate(upright, len(level)):
            if _meet(level_rule, upright_rule):
                parent[root(one)] = root(other)
    groups: dict[int, list[int]] = {}
    for n in range(len(parent)):
        groups.setdefault(root(n), []).append(n)
    boxes = []
    for members in groups.values():
        across = [level[n] for n in members if n < len(level)]
        down = [upright[n - len(level)] for n in members if n >= len(level)]
        if len(across) >= _FEWEST_LEVELS and len({round(rule.at / _TOUCH) for rule in down}) >= _FEWEST_LEVELS:
            lefts, rights = [rule.start for rule in across], [rule.end for rule in across]
            boxes.append((min(lefts), min(rule.at for rule in across), max(rights), max(rule.at for rule in across)))
    return sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _stacks(level: Sequence[Rule], lines: Sequence[PageLine]) -> Iterator[Box]:
    """The boxes around level rules of one extent, with nothing between them but lines that columns can part."""
    groups: list[list[Rule]] = []
    for rule in level:
        like = (g for g in groups if abs(g[0].start - rule.start) <= _TOUCH and abs(g[0].end - rule.end) <= _TOUCH)
        group = next(like, None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    for group in groups:
        for stack in _parted(group, lines):
            if len(stack) >= _FEWEST_LEVELS:
                yield stack[0].start, stack[0].at, stack[0].end, stack[-1].at


def _parted(rules: Sequence[Rule], lines: Sequence[PageLine]) -> Iterator[list[Rule]]:
    """The rules, parted where no rows are between two of them."""
    stack = [rules[0]]
    for rule in rules[1:]:
        if not _is_open(stack[-1], rule, lines):
            yield stack
            stack = []
        stack.append(rule)
    yield stack


def _is_open(above: Rule, below: Rule, lines: Sequence[PageLine]) -> bool:
    """Whether what stands between two rules may be rows: there is something where they are apart, and no long line."""
    inside = [line for line in lines if _is_in(line, (above.start, above.at, above.end, below.at))]
    if any(_is_long(line, above) for line in inside):
        return False
    return bool(inside) or below.at - above.at <= _EMPTY


def _is_long(line: PageLine, rule: Rule) -> bool:
    """Whether a line without a gap begins where a rule does, and is almost as long."""
    at_left = line.left - rule.start <= 2 * line.size
    return at_left and not is_parted(line) and line.right - line.left > _NARROW * (rule.end - rule.start)


def _is_in(line: PageLine, box: Box) -> bool:
    left, top, right, bottom = box
    middle = (line.top + line.bottom) / 2
    return _is_across(line, left, right) and top <= middle <= bottom


def _is_across(line: PageLine, left: float, right: float) -> bool:
    """Whether a line runs from left to right; a last word that is too long for its cell sticks out."""
    begin = line.edges[_last_word(line.text)][0]
    return left - _TOUCH <= line.left and (line.right <= right + _TOUCH or begin < right - _TOUCH)


def _last_word(text: str) -> int:
    """Where it begins."""
    return len(text) - len(text.split()[-1])
