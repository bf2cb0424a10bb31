"""What a site has changed in a form, and which of it made a difference to one summary.

A change made a difference where the summary would read otherwise without it: it is then named there, also where it
kept something from being found. What a site calls a recipient is no change of this kind.
"""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from safeforms.clock import parse_within, words_of
from safeforms.definition import Form
from safeforms.language.parsing import parse_data
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import LocalSetting
from safeforms.values import dataclass
from safeforms.wording.form_words import amount_in_words

MOST_FORMS: Final = 16
MOST_WITHOUT: Final = 128
RULES: Final[Any] = {"form_hash": True, "findings": {"__all__": {"rule", "because"}}, "not_shown": {"__all__": {"why"}}}
Step = tuple[str, ...]
"""Where a change stands in the `local` of a definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalChange:
    """One thing that a site has set otherwise than the form."""

    step: Step
    shown: LocalSetting


def influences(form: Form, summary: Summary, *, again: Callable[[Form], Summary]) -> tuple[LocalSetting, ...]:
    """What a site has set that a summary rests on, in the order of the settings file.

    `again` gives the summary of the same record under another form. Each change without which it reads otherwise is
    named. Where it reads otherwise with these alone, others make a difference together: then all changes are named.
    """
    changes = _changes(form.definition)
    here = _told(summary)
    named = [change for change in changes if _told(again(_without(form.definition, (change.step,)))) != here]
    others = tuple(change.step for change in changes if change not in named)
    together = others and _told(again(_without(form.definition, others))) != here
    return tuple(change.shown for change in (changes if together else named))


def _told(summary: Summary) -> dict[str, object]:
    """What a summary says of its record; not how the rules read, for those name each number, also where it is idle."""
    return summary.model_dump(exclude=RULES)


@lru_cache(maxsize=MOST_FORMS)
def _changes(definition: str) -> tuple[LocalChange, ...]:
    """The changes that a definition holds."""
    here = parse_data(json.loads(definition))
    standard = parse_data({key: value for key, value in json.loads(definition).items() if key != "local"})
    return tuple(_differing(here, standard))


def _differing(here: Form, standard: Form) -> Iterator[LocalChange]:
    """Each change with its words; what is set as the form has it anyway is none."""
    site = here.local
    assert site is not None
    for name in site.settings:
        setting = here.settings[name]
        amounts = (amount_in_words(number, unit=setting.unit) for number in (setting.value, setting.default))
        yield from _change(("settings", name), setting.text, *amounts)
    for name in site.hard:
        was = "no override may lower it" if standard.indicators[name].hard else "an override may lower it"
        yield from _change(("hard", name), _about(here, name), "no override may lower it", was)
    for name, rule in site.indicators.items():
        usual = standard.indicators[name]
        if rule.level:
            yield from _change(("indicators", name, "level"), _about(here, name), rule.level, usual.level)
        if rule.within:
            times = (_time(here, rule.within), _time(standard, usual.within))
            yield from _change(("indicators", name, "within"), _about(here, name), *times)
    texts = {rule.id: (rule.text, rule.within) for rule in standard.notify}
    for name, rule in site.notify.items():
        text, within = texts[name]
        if rule.within:
            times = (_time(here, rule.within), _time(standard, within))
            yield from _change(("notify", name, "within"), text, *times)


def _change(step: Step, text: str, value: str, standard: str) -> Iterator[LocalChange]:
    if value != standard:
        yield LocalChange(step=step, shown=LocalSetting(id=step[1], text=text, value=value, standard=standard))


def _about(form: Form, indicator: str) -> str:
    return form.indicators[indicator].concern


def _time(form: Form, within: str) -> str:
    parsed = parse_within(within, settings=form.settings)
    return words_of(parsed) if parsed else within


@lru_cache(maxsize=MOST_WITHOUT)
def _without(definition: str, steps: tuple[Step, ...]) -> Form:
    """The site's form without some changes."""
    data: dict[str, Any] = json.loads(definition)
    for kind, *rest in steps:
        around: Any = data["local"][kind]
        if isinstance(around, list):
            data["local"][kind] = [name for name in around if name != rest[0]]
            continue
        for key in rest[:-1]:
            around = around[key]
        del around[rest[-1]]
    return parse_data(data)
