"""What the largest stream takes in memory: `python -m benchmarks.memory --records 1000000`.

NDJSON is written into the standard input of `safeforms validate` as it is read there, so that nothing lies on disk.
What matters is that the peak does not grow with the number of records.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import safeforms
from benchmarks.miu_records import NOW, make_records

GOAL: Final = 60
"""MB for one process."""
FEW: Final = 10_000
COMMAND: Final = ("-m", "safeforms", "validate", "-", "--now", NOW.isoformat(), "--format", "ndjson")
LAUNCHER: Final = """
import resource, subprocess, sys
subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process in between: a new one is charged with the memory of the one that starts it."""


def memory_rows(records: int) -> Iterator[str]:
    """Records, peak of resident memory in MB, seconds, records a second."""
    lines = [json.dumps({"form": "miu", "answers": answers}).encode() + b"\n" for answers, _ in make_records()]
    yield f"{'validate - (NDJSON)':24}{'peak MB':>9}{'seconds':>9}{'a second':>10}   goal {GOAL} MB"
    for number in (FEW, records):
        peak, seconds = _run(lines, number)
        yield f"{f'{number:,} records':24}{peak:9.1f}{seconds:9.1f}{number / seconds:10,.0f}"


def _run(lines: list[bytes], number: int) -> tuple[float, float]:
    environment = {**os.environ, "PYTHONPATH": str(Path(safeforms.__file__).parents[1])}
    start = time.perf_counter()
    arguments = [sys.executable, "-S", "-c", LAUNCHER, *COMMAND]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None and process.stdout is not None
        with process.stdin as stream:
            for batch in range(0, number, len(lines)):
                stream.writelines(lines[: number - batch])
        peak = int(process.stdout.read())
    return peak / (1024 if sys.platform == "linux" else 1024**2), time.perf_counter() - start


def main() -> None:
    """The table, to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    for row in memory_rows(parser.parse_args().records):
        sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
