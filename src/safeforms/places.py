"""Where something was written, so that an editor can jump to it.

Lines and columns count from 1, as editors do. A record's place is its file and the line or the
position of the record in it; it never holds a value.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file; prints as `ed.yaml:12:5`, `export.ndjson:7` or `export.json`."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
