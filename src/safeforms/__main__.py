"""`python -m safeforms` and the `safeforms` command: the same."""

import sys


def main() -> None:
    """Runs the command line; no traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from safeforms.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
