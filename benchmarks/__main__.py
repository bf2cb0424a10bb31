"""All measurements, to standard output: `python -m benchmarks`, in a checkout; about five minutes.

`--records 0` leaves out the long stream, which takes most of them. Do it when the machine is quiet.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pydantic

from benchmarks.compile_times import compile_rows, summary_rows
from benchmarks.memory import memory_rows
from benchmarks.miu_records import RECORDS, complete
from benchmarks.speed import speed_rows
from benchmarks.startup import start_rows
from safeforms import load_form


def main() -> None:
    """One table after the other, each row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="how many records the long stream has")
    stream = parser.parse_args().records
    _print(f"Python {platform.python_version()}, pydantic {pydantic.VERSION}, {os.cpu_count()} cores, load {_load()}")
    _print(f"{RECORDS} records, made from {len(complete())} complete ones")
    with tempfile.TemporaryDirectory() as folder:
        for rows in _tables(Path(folder), stream=stream):
            _print("")
            for row in rows:
                _print(row)
    _print(f"\nload at the end {_load()}")


def _tables(folder: Path, *, stream: int) -> Iterator[Iterator[str]]:
    yield speed_rows(load_form("miu"))
    yield start_rows(folder)
    yield compile_rows()
    yield summary_rows()
    if stream:
        yield memory_rows(stream)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
