"""What a map makes of an export, as lines to read and as plain data.

Words of the export are shown only where somebody asks for them: a column may hold names.
"""

from collections.abc import Iterator

from safeforms.language.shape import did_you_mean, quoted
from safeforms.lines import EMPTY, Line, counted
from safeforms.maps.coverage import Coverage
from safeforms.maps.definition import AnswerMap
from safeforms.maps.found import Found, Words
from safeforms.maps.matching import word_key


def coverage_lines(coverage: Coverage, *, show_values: bool) -> Iterator[Line]:
    """How the export was read, what the map does not know of it, then how many records are complete."""
    yield Line(f"{coverage.name}, read by the map '{coverage.export_map.id}'", "heading")
    for note in coverage.notes:
        yield Line(note, indent=2, bullet=True)
    for found in coverage.sheets:
        yield EMPTY
        yield from _columns(found)
        yield from _words(found, coverage, show_values=show_values)
    if coverage.problems:
        yield EMPTY
        yield Line("What to look at in the map", "heading")
        yield from (_bullet(problem.message) for problem in coverage.problems)
    if coverage.unread:
        yield EMPTY
        yield Line("Rows that are no record", "heading")
        yield from (_bullet(f"{problem.where}: {problem.message}") for problem in coverage.unread[:10])
        if len(coverage.unread) > 10:
            yield _bullet(f"and {len(coverage.unread) - 10} more")
    yield EMPTY
    rest = "" if coverage.whole else " There are more in the export, which were not read."
    yield Line(f"{coverage.tally}.{rest}", "bad" if coverage.gaps else "good")


def coverage_report(coverage: Coverage, *, show_values: bool) -> dict[str, object]:
    """The same as plain data; words of the export only with `show_values`."""
    return {
        "export": coverage.name,
        "map": coverage.export_map.id,
        "form": coverage.export_map.form,
        "notes": list(coverage.notes),
        "sheets": [_sheet(found, show_values=show_values) for found in coverage.sheets],
        "problems": [problem.as_dict() for problem in coverage.problems],
        "unread": [problem.as_dict() for problem in coverage.unread],
        "records": coverage.tally.total,
        "complete": coverage.tally.complete,
        "whole": coverage.whole,
    }


def _sheet(found: Found, *, show_values: bool) -> dict[str, object]:
    return {
        "sheet": found.sheet,
        "rows": found.rows,
        "columns": [
            {"header": name, "use": _use(found, position), "filled": found.filled[position]}
            for position, name in found.names.items()
        ],
        "unknown_questions": dict(found.unknown_items()),
        "unreadable": [{"header": header, "why": why, "cells": n} for (header, why), n in found.unreadable.items()],
        "left_out": [{"header": header, "records": records} for header, records in found.left_out.items()],
        "unmapped_values": [
            {
                "header": header,
                "values": len(words.counts),
                "cells": words.cells,
                **({"words": dict(words.counts)} if show_values else {}),
            }
            for header, words in found.words.items()
        ],
    }


def _use(found: Found, position: int) -> str:
    return "read" if position in found.read else "ignored" if position in found.ignored else "unknown"


def _columns(found: Found) -> Iterator[Line]:
    unknown = found.unknown
    filled = [position for position in unknown if found.filled[position]]
    empty = len(unknown) - len(filled)
    uses = [f"{len(found.read)} read", f"{len(found.ignored)} ignored", f"{len(filled)} unknown"]
    uses += [f"{empty} unknown and empty"] if empty else []
    yield Line(f"{found.sheet.capitalize()}: {counted(found.rows, 'row')}, columns: {', '.join(uses)}", "heading")
    for position in filled:
        name = found.names[position]
        yield _bullet(f"Unknown: {quoted(name)}, filled in {found.filled[position]} of {counted(found.rows, 'row')}.")
    blanks = {found.names[position]: found.rows - found.filled[position] for position in sorted(found.read)}
    for words, names in (
        ("Always empty", [quoted(name) for name, blank in blanks.items() if blank == found.rows]),
        (
            "Empty in some rows",
            [f"{quoted(name)} ({blank})" for name, blank in blanks.items() if blank < found.rows and blank],
        ),
    ):
        if names:
            yield Line(f"{words}: {', '.join(names)}.", "faint", indent=2, bullet=True)
    for item, count in found.unknown_items():
        yield _bullet(f"Unknown: {quoted(item)}, answered in {counted(count, 'row')}.")


def _words(found: Found, coverage: Coverage, *, show_values: bool) -> Iterator[Line]:
    for (header, why), count in found.unreadable.items():
        yield _bullet(f"{quoted(header)} {why.removesuffix('.')}: {counted(count, 'cell')}.")
    for header, records in found.left_out.items():
        yield _bullet(f"{quoted(header)}: words that no answer takes, left out of {counted(records, 'record')}.")
    for header, words in found.words.items():
        yield _bullet(f"{quoted(header)}: {_how_many(words)}, in {counted(words.cells, 'cell')}.")
        if not show_values:
            continue
        known = _known(coverage, header)
        for word, count in words.counts.most_common():
            yield Line(f"{quoted(word)} ({count}){did_you_mean(word_key(word), known)}", indent=6, bullet=True)
    if found.words and not show_values:
        yield Line("--show-values prints these words: they may be somebody's.", "faint", indent=2)


def _how_many(words: Words) -> str:
    more = "more than " if words.more else ""
    return f"{more}{counted(len(words.counts), 'word')} without a meaning"


def _known(coverage: Coverage, header: str) -> list[str]:
    """The words that the map knows in a column."""
    answers = [answer for column in coverage.export_map.columns for answer in _answers(column)]
    own = [answer for answer in answers if header in answer.headers]
    return [word for answer in own for word in (*answer.values, *answer.reasons)]


def _answers(column: object) -> Iterator[AnswerMap]:
    if isinstance(column, AnswerMap):
        yield column
    else:
        yield from getattr(column, "answers", ())


def _bullet(words: str) -> Line:
    return Line(words, indent=2, bullet=True)
