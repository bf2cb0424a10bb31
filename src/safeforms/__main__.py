"""`python -m safeforms` and the `safeforms` command: the same."""

import gc
import os
import signal
import sys

SELDOM = 50_000
"""How many new objects the collector of garbage waits for: forms live to the end, and records leave no circles."""
COUNTS = hasattr(gc, "freeze")
"""Whether this Python has such a collector: CPython does."""
TERMINATED = 143


def _end(*_: object) -> None:
    """Whoever asks this to end, such as a scheduler, leaves nothing half-written behind either."""
    sys.exit(TERMINATED)


def main() -> None:
    """Runs the command line; no traceback reaches a user."""
    if COUNTS:
        gc.set_threshold(SELDOM)
    signal.signal(signal.SIGTERM, _end)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open to the end
    if sys.stdout is None:
        sys.stderr.write("safeforms: There is no standard output to write to.\n")
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from safeforms.cli import run
    except KeyboardInterrupt:
        sys.exit(130)
    code = run()
    if COUNTS:
        gc.freeze()  # or Python looks through all of it once more before it goes
    sys.exit(code)


if __name__ == "__main__":
    main()
