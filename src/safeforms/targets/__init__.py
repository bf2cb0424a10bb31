"""Form -> a blank form in some format. A target is a function of the form, looked up by name.

Each module has `render(form) -> bytes`, deterministic, and `losses(form)`, which lists what the format cannot
carry. One that a record can be written into has `filled_in` and `not_held`, which take its texts by slot, or
`recorded`, which takes it as it stands; any other says in `NOT_FILLED_IN` why. Targets do not import each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Final

from safeforms.definition import Form
from safeforms.problems import UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """The functions of one target; None where it has none such."""

    render: Callable[[Form], bytes]
    losses: Callable[[Form], tuple[str, ...]]
    filled_in: Callable[..., bytes] | None
    not_held: Callable[..., tuple[str, ...]] | None
    recorded: Callable[..., bytes] | None
    not_filled_in: str


TARGETS: Final = {
    "csv": "safeforms.targets.csv",
    "docx": "safeforms.targets.docx",
    "html": "safeforms.targets.html",
    "json": "safeforms.targets.json_skeleton",
    "jsonschema": "safeforms.targets.json_schema",
    "markdown": "safeforms.targets.markdown",
    "pdf": "safeforms.targets.pdf",
    "xlsx": "safeforms.targets.xlsx",
}
"""The module of each target; it is imported when it is first asked for."""


def target(name: str) -> Target:
    """The target of a name; UsageError with the names that there are."""
    if name not in TARGETS:
        close = get_close_matches(name, TARGETS, n=1)
        known = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(sorted(TARGETS))}."
        raise UsageError(f"There is no target '{name}': {known}")
    module = import_module(TARGETS[name])
    return Target(
        module.render,
        module.losses,
        filled_in=getattr(module, "filled_in", None),
        not_held=getattr(module, "not_held", None),
        recorded=getattr(module, "recorded", None),
        not_filled_in=getattr(module, "NOT_FILLED_IN", ""),
    )
