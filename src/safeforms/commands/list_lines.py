"""Forms in a list as lines to read; what is wrong with one of your own stands under it."""

from collections.abc import Collection, Iterator

from safeforms.library import FormInfo
from safeforms.lines import Line, counted


def list_lines(forms: Collection[FormInfo]) -> Iterator[Line]:
    """A line for each form: its id, version and title."""
    width = max(len(form.id) for form in forms)
    for form in forms:
        if not form.problems:
            yield Line(f"{form.id:{width}}  {form.version}  {form.title}")
            continue
        yield Line(f"{form.id:{width}}  cannot be used: {counted(len(form.problems), 'problem')}", "bad")
        for problem in form.problems:
            where = f"{problem.place}: " if problem.place else ""
            yield Line(f"{where}{problem.message} [{problem.code}]", indent=2, bullet=True)
