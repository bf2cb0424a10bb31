"""What somebody recorded, as a reader gives it on: unproven, with the place that it was read from."""

from safeforms.judgement.answer_origin import Origin
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """A JSON object, and where it was read; `validate`, `summarise` and all others take it as a record.

    `origin` says where its answers stood if it was made of the cells of an export; `warnings` what such a row, or a
    form that was filled in, holds that has no place in a record.
    """

    place: Place
    data: dict[str, object]
    origin: Origin | None = None
    warnings: tuple[Problem, ...] = ()
