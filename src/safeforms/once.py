"""What is worked out of a form alone, once for each form: a form never changes.

It is kept with the form and goes with it; a form that `replace` makes of another begins anew.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from safeforms.definition import Form

Found = TypeVar("Found")


def once(work_out: Callable[[Form], Found]) -> Callable[[Form], Found]:
    """The same function, which remembers what it gave for a form; nobody may change that."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def remembered(form: Form) -> Found:
        kept = form.__dict__  # where `cached_property` keeps things, too
        if name not in kept:
            kept[name] = work_out(form)
        found: Found = kept[name]
        return found

    return remembered
