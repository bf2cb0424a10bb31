"""Files of a folder or an archive that no reader knows -> one warning, so that none is passed over in silence."""

from collections.abc import Iterator, Sequence
from typing import Final

from safeforms.language.shape import quoted
from safeforms.places import Place
from safeforms.problems import Problem

TEXTS: Final = (".yaml", ".yml", ".md", ".yaml]", ".yml]", ".md]")
"""How the names of files end that lie beside exports and are none: maps, and what somebody wrote of them."""
NAMED: Final = 5
"""So many of them are named, and the rest counted."""


def unread_files(passed_over: Sequence[str]) -> Iterator[Problem]:
    """A warning that counts and names files that were passed over in a folder or an archive."""
    names = [name for name in passed_over if not name.lower().endswith(TEXTS)]
    if not names:
        return
    were = "1 file was" if len(names) == 1 else f"{len(names):,} files were"
    message = f"{were} passed over, for files with such names are not read: {named([quoted(name) for name in names])}."
    yield Problem(code="map.unread_file", message=message, place=Place(names[0]), severity="warning")


def named(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
