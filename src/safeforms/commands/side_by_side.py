"""Records judged by several processes, piece by piece; verdicts come in the order of the file.

Of NDJSON the processes are sent lines, of all else records that were read here. A process starts anew and learns
everything when it is made, so it works alike on every system. Only so many pieces are on their way that memory stays
flat. An interrupt is for the process that reads: the others end with it.
"""

import io
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import BinaryIO, Final

from safeforms import api
from safeforms.commands.reports import Done
from safeforms.definition import Form
from safeforms.judgement.raw_record import RawRecord
from safeforms.library import Library
from safeforms.problems import Problem, UsageError
from safeforms.readers import Reading
from safeforms.readers.ndjson import LONGEST, read_ndjson
from safeforms.streams import first_bytes
from safeforms.values import dataclass

PIECE: Final = 1_000_000
BATCH: Final = 500
AHEAD: Final = 2
"""Pieces on their way for each process."""
ENDED: Final = "A process that judged was ended from outside: judge again, without --jobs."

Task = Callable[[], list[Done | Problem]]


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

    def of_lines(self, stream: BinaryIO, *, name: str) -> Iterator[Done | Problem]:
        """The verdict on each line of NDJSON, in its order; the processes read the lines too."""
        return self._in_order(partial(_of_lines, content, name=name, first=first) for first, content in pieces(stream))

    def of_records(self, readings: Iterable[Reading]) -> Iterator[Done | Problem]:
        """The verdict on each record that was read here, and all problems, in their order."""
        return self._in_order(partial(_of_records, batch) for batch in batches(readings))

    def _in_order(self, tasks: Iterator[Task]) -> Iterator[Done | Problem]:
        """What tasks find; where reading for the next one breaks off, first all that those before it find."""
        waiting, broken = deque[Future[list[Done | Problem]]](), None
        try:
            while True:
                try:
                    task = next(tasks, None)
                except Exception as error:
                    task, broken = None, error
                if task is None:
                    break
                with _deaf_to_interrupts():
                    waiting.append(self._pool.submit(task))
                if len(waiting) >= self._most:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise UsageError(ENDED) from None
        if broken:
            raise broken


def batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """What is read, some at a time; where reading breaks off, first what came before."""
    batch: list[Reading] = []
    try:
        for reading in readings:
            batch.append(reading)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch


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
    Thread(target=_end_with_the_reader, daemon=True).start()


def _end_with_the_reader() -> None:
    """Nothing else would tell this process that the one that reads was killed: it would wait for ever."""
    reader = parent_process()
    if reader is not None:
        reader.join()
        os._exit(1)


def _of_lines(content: bytes, *, name: str, first: int) -> list[Done | Problem]:
    return _of_records(read_ndjson(io.BytesIO(content), name=name, first=first))


def _of_records(readings: Iterable[Reading]) -> list[Done | Problem]:
    (brief,) = _BRIEFS
    return [reading if isinstance(reading, Problem) else _judged(reading, brief) for reading in readings]


def _judged(record: RawRecord, brief: Brief) -> Done:
    verdict = api.validate(record, form=brief.form, forms_dir=brief.library, now=brief.now)
    return Done(verdict, record.data if brief.show_values and verdict.problems else None)
