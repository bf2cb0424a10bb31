"""Synthetic records of any form: complete ones that are accepted, or incomplete ones whose faults are known.

Nobody real is in them. The record of a number depends on form, seed, clock and number alone, so that a stream can be
made in pieces. Memory does not grow with their number.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path as File

from safeforms.clock import as_london, london_now
from safeforms.definition import Form
from safeforms.judgement.judging import in_form_order
from safeforms.judgement.opening import AnyForm
from safeforms.library import FormsDir, library_of
from safeforms.problems import Path, UsageError
from safeforms.synthetic.building import Purpose, built
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.faults import with_faults
from safeforms.synthetic.plan import purpose_of
from safeforms.synthetic.varying import Pattern
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A record, and what `validate` finds in it at the same moment: codes and paths in form order, warnings too."""

    record: dict[str, object]
    problems: tuple[tuple[str, Path], ...] = ()


def example_records(
    form: AnyForm,
    *,
    number: int | None = None,
    first: int = 1,
    seed: int = 0,
    faults: int = 0,
    now: datetime | None = None,
    forms_dir: FormsDir = None,
    settings: str | File | None = None,
) -> Iterator[Example]:
    """So many synthetic records, endlessly many without a `number`, from the `first` on, counted from 1.

    With `faults` each has that many, fewer where a form has no room for them, and never none. UsageError where no
    complete record of the form is found.
    """
    definition = form if isinstance(form, Form) else library_of(forms_dir, settings=settings).load(form)
    maker = Maker(definition, seed=seed, faults=faults, now=as_london(now) if now else london_now())
    numbers = count(first) if number is None else range(first, first + number)
    return map(maker.example, numbers)


class Maker:
    """Makes the examples of one form, seed and clock; patterns are built when they are first needed, and kept."""

    def __init__(self, form: Form, *, seed: int, faults: int, now: datetime) -> None:
        self.form, self.seed, self.faults, self.now = form, seed, faults, now
        self._patterns: dict[tuple[Purpose, int], Pattern | None] = {}

    def example(self, number: int) -> Example:
        """The example of a number, counted from 1."""
        chance = Chance(self.seed, number)
        pattern = self._pattern(number, chance)
        answers, faults = pattern.varied(chance), pattern.built.judgement.faults
        if self.faults:
            answers, faults = with_faults(self.form, answers, faults, self.faults, chance=chance, now=self.now)
        record: dict[str, object] = {
            "form": self.form.id,
            "form_version": self.form.version,
            "record_id": f"synthetic-{self.seed}-{number}",
            "status": "completed",
            "answers": answers,
        }
        found = in_form_order(self.form, list(faults))
        return Example(record=record, problems=tuple((fault.code, fault.path) for fault in found))

    def _pattern(self, number: int, chance: Chance) -> Pattern:
        """A pattern for what a record is to show; where that cannot be shown, one in which nothing is found."""
        wanted, several = purpose_of(self.form, number - 1, seed=self.seed, faulty=self.faults > 0)
        variant = chance.below(several)
        for purpose in dict.fromkeys((wanted, Purpose(), Purpose(loud=True))):
            if self._built(purpose, 0) is not None:
                found = self._built(purpose, variant) or self._built(purpose, 0)
                assert found is not None
                return found
        raise UsageError(
            f"No complete record of the form '{self.form.id}' was found: what it asks may contradict itself."
        )

    def _built(self, purpose: Purpose, variant: int) -> Pattern | None:
        key = (purpose, variant)
        if key not in self._patterns:
            seed = f"{self.seed}/{purpose.indicator}/{purpose.check}/{purpose.gap}/{purpose.loud}/{variant}"
            record = built(self.form, purpose, now=self.now, seed=seed)
            self._patterns[key] = Pattern(self.form, record, now=self.now) if record else None
        return self._patterns[key]
