"""A report to read: many records grouped by problem with counts first, then record by record as far as there is room.

A handful of records is printed as it is. Of more, those without a problem are only counted in the total. With
`most=0` every record is printed as it comes, and the groups follow: nothing but counts is kept either way.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from safeforms.commands.verdict_lines import verdict_lines
from safeforms.judgement.assessment import Verdict
from safeforms.lines import EMPTY, Line, counted
from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.kinds import Count, Kind, Kinds

HANDFUL: Final = 10
MOST_SHOWN: Final = 25
MARKS: Final = {"error": "", "warning": "Warning: ", "left to do": "Left to do: "}


class Listing:
    """Records one by one, as many problems of them as there is room for; what is left out is counted."""

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked
        self._entries: list[tuple[bool, list[Line]]] = []
        self._room = asked.most
        self._problems_left_out = self._records_left_out = 0
        self.records = 0

    def add(self, verdict: Verdict, record: object) -> None:
        """One more record; its lines are kept, not what it holds."""
        self.records += not verdict.about_the_file
        many = len(verdict.problems)
        if many and not self._room:
            self._problems_left_out += many
            self._records_left_out += 1
        elif many or self.records <= HANDFUL:
            lines = verdict_lines(verdict, record=record, show_values=self._asked.show_values)
            kept = list(islice(lines, 1 + min(many, self._room)))
            if many > self._room:
                kept.append(
                    Line(f"... and {counted_in_full(many - self._room, 'more problem')} here", "faint", indent=2)
                )
            self._room -= min(many, self._room)
            self._entries.append((many > 0, kept))

    def lines(self) -> Iterator[Line]:
        """All that there was room for, and how much there was not; of many records only those with a problem."""
        for wrong, lines in self._entries:
            if wrong or self.records <= HANDFUL:
                yield from lines
        if self._problems_left_out:
            problems = counted_in_full(self._problems_left_out, "more problem")
            records = counted_in_full(self._records_left_out, "more record")
            yield Line(f"... and {problems} in {records}: --max-problems 0 shows all", "faint")


def report_lines(found: Iterable[Judged], *, asked: Asked) -> Iterator[Line]:
    """The whole report; the total is its last line, and missing where there was no record."""
    kinds, listing = Kinds(), Listing(asked=asked)
    for verdict, record in found:
        kinds.add(verdict)
        if asked.most:
            listing.add(verdict, record)
        else:
            yield from verdict_lines(verdict, record=record, show_values=asked.show_values)
    many = asked.tally.total > HANDFUL
    if asked.most:
        below = list(listing.lines())
        yield from [*kind_lines(kinds, most=MOST_SHOWN), Line("By record", "heading")] if many and below else ()
        yield from [*below, EMPTY] if many and below else below
    elif many:
        yield EMPTY
        yield from kind_lines(kinds, most=0)
    if asked.tally.total:
        yield Line(str(asked.tally))


def kind_lines(kinds: Kinds, *, most: int) -> Iterator[Line]:
    """How many records have each problem, under a heading, with a blank line after; nothing where there is none."""
    found = list(kinds.counted())
    if not found:
        return
    yield Line("By problem", "heading")
    shown = found[:most] if most else found
    yield from (Line(_said(kind, count), indent=2, bullet=True) for kind, count in shown)
    if len(found) > len(shown):
        yield Line(f"... and {counted_in_full(len(found) - len(shown), 'more kind')} of problems", "faint", indent=2)
    if kinds.others:
        yield Line(f"... and {counted_in_full(kinds.others, 'problem')} too different to sort", "faint", indent=2)
    yield EMPTY


def counted_in_full(number: int, noun: str) -> str:
    """As `counted`, with commas: 4,311 more problems."""
    return counted(number, noun).replace(str(number), f"{number:,}", 1)


def _said(kind: Kind, count: Count) -> str:
    of_exports = kind.code.startswith("map.") and kind.question is None
    often = counted_in_full(count.records, "export" if of_exports else "record")
    times = f", {count.problems:,} times" if count.problems > count.records else ""
    where = f" ({'' if count.records == 1 else 'first '}at {count.first})" if count.first else ""
    return f"{often}{times}: {MARKS[kind.grade]}{kind.message} [{kind.code}]{where}"
