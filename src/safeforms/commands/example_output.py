"""Examples -> two files that belong together: the records, and line by line what is wrong with each."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from safeforms.commands.outputs import data_text, print_data, writing
from safeforms.examples import Example


def write_examples(examples: Iterable[Example], *, style: str, output: str | None, expected: str | None) -> None:
    """The records to a file, or to standard output; the faults of each to another, as NDJSON, where one is named.

    UsageError where a file cannot be written. A file gets its name when all is written.
    """
    with ExitStack() as files:
        beside = files.enter_context(writing(Path(expected))) if expected else None
        stream = files.enter_context(writing(Path(output))) if output else None
        records = _told(examples, beside)
        if stream is None:
            print_data(records, style=style)
        else:
            stream.writelines(text.encode() for text in data_text(records, style=style))


def _told(examples: Iterable[Example], beside: BinaryIO | None) -> Iterator[dict[str, object]]:
    """The records; what is wrong with each is written on the way."""
    for example in examples:
        if beside is not None:
            problems = [{"code": code, "path": list(path)} for code, path in example.problems]
            line = {"record_id": example.record["record_id"], "problems": problems}
            beside.writelines(text.encode() for text in data_text([line], style="ndjson"))
        yield example.record
