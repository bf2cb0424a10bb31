"""NDJSON judged by several processes, piece by piece; verdicts come in the order of the file.

A process starts anew and learns everything when it is made, so it works alike on every system. Only so many pieces are
on their way that memory stays flat. An interrupt is for the process that reads: the others end with it.
"""

import io
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from itertools import starmap
from multiprocessing import get_context
from typing import BinaryIO, Final

from safeforms import api
from safeforms.assessment import Verdict
from safeforms.definition import Form
from safeforms.library import Library
from safeforms.problems import Problem, UsageError
from safeforms.readers.ndjson import LONGEST, read_ndjson
from safeforms.reports import Done
from safeforms.streams import first_bytes
from safeforms.values import dataclass

PIECE: Final = 1_000_000
AHEAD: Final = 2
"""Pieces on their way for each process."""
ENDED: Final = "A process that judged was ended from outside: judge again, without --jobs."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What every process is told once."""

    form: Form | None
    library: Library | None
    now: datetime | None
    show_values: bool


_BRIEFS: list[Brief] = []
"""In a process that judges: what it was told."""


class Judges:
    """Several processes that judge; as a context they end with it."""

    def __init__(self, brief: Brief, *, jobs: int) -> None:
        self._most = jobs * AHEAD
        self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), _told, (brief,))

    def __enter__(self) -> "Judges":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def judged(self, stream: BinaryIO, *, name: str) -> Iterator[Done]:
        """The verdict on each line of a stream, in its order."""
        waiting = deque[Future[list[tuple[Verdict, object]]]]()
        try:
            for first, content in pieces(stream):
                with _deaf_to_interrupts():
                    waiting.append(self._pool.submit(_judged, content, name=name, first=first))
                if len(waiting) >= self._most:
                    yield from starmap(Done, waiting.popleft().result())
            while waiting:
                yield from starmap(Done, waiting.popleft().result())
        except BrokenProcessPool:
            raise UsageError(ENDED) from None


def pieces(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """A stream cut between lines, each piece with the number of its first line.

    Of a line too long to be a record only as much is there as its reader needs to say so.
    """
    first = 1
    while content := first_bytes(stream, size=PIECE):  # bit by bit: a long read is deaf to an interrupt
        rest = b"" if content.endswith(b"\n") else stream.readline(LONGEST + 1)
        yield first, content + rest
        first += content.count(b"\n") + rest.count(b"\n")
        if len(rest) > LONGEST and not rest.endswith(b"\n"):
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(PIECE)
            first += bool(rest)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile stays deaf; an interrupt that comes meanwhile is heard afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _told(brief: Brief) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _BRIEFS[:] = [brief]


def _judged(content: bytes, *, name: str, first: int) -> list[tuple[Verdict, object]]:
    (brief,) = _BRIEFS
    found = list[tuple[Verdict, object]]()
    for reading in read_ndjson(io.BytesIO(content), name=name, first=first):
        if isinstance(reading, Problem):
            found.append((Verdict(form=None, problems=(reading,), place=reading.place), None))
            continue
        data = reading.data
        verdict = api.validate(data, form=brief.form, forms_dir=brief.library, now=brief.now, place=reading.place)
        found.append((verdict, data if brief.show_values and verdict.problems else None))
    return found
