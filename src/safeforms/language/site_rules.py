"""What a site has set of one form -> the form with it applied.

A site may choose numbers within the limits that the form gives, by when something is done, and who a recipient is.
It may raise the level of an indicator, lower it only as far as the form says, and make more findings hard: that
list can grow and cannot shrink. Recipients are put in place before a form is built, for options name them too.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from safeforms.clock import due, parse_within, urgency
from safeforms.definition import FINDING_LEVELS, Form, Indicator, Level, LocalRule, Notify, Setting, Site
from safeforms.language.building import Entry
from safeforms.language.shape import did_you_mean, quoted

LEVELS: Final[Mapping[str, Level]] = {"info": "info", "amber": "amber", "red": "red"}
TIMES: Final = "write before the person leaves, same day, 24 hours, 2 days, 5 working days, or the id of a setting"


def with_site(form: Form, entry: Entry) -> Form:
    """The form as a site uses it; the same where it sets nothing. What it may not set is noted, and left."""
    if not entry.values:
        return form
    indicators = dict(_indicators(form, entry))
    site = Site(
        name=entry.text("site"),
        settings=dict(_settings(form, entry.inner("settings"))),
        recipients=dict(_recipients(form, entry)),
        hard=tuple(_hard(form, entry, indicators=indicators)),
        indicators=indicators,
        notify=dict(_news(form, entry)),
    )
    return replace(
        form,
        local=site,
        settings={name: replace(each, local=site.settings.get(name)) for name, each in form.settings.items()},
        indicators={name: _as_set(each, site=site) for name, each in form.indicators.items()},
        notify=tuple(_as_told(each, site=site) for each in form.notify),
    )


def _as_set(indicator: Indicator, *, site: Site) -> Indicator:
    rule = site.indicators.get(indicator.id, LocalRule())
    return replace(
        indicator,
        level=rule.level or indicator.level,
        within=rule.within or indicator.within,
        hard=indicator.hard or indicator.id in site.hard,
    )


def _as_told(notify: Notify, *, site: Site) -> Notify:
    rule = site.notify.get(notify.id, LocalRule())
    return replace(notify, within=rule.within or notify.within)


def _settings(form: Form, entry: Entry) -> Iterator[tuple[str, int]]:
    for name in entry.values:
        number = entry.number(name, None)
        setting = form.settings.get(name)
        if setting is None:
            _unknown(entry, name, kind="settings", among=form.settings)
        elif number is not None and _fits(entry, number, setting=setting):
            yield name, number


def _fits(entry: Entry, number: int, *, setting: Setting) -> bool:
    lowest = 0 if setting.limits.start is None else int(setting.limits.start)
    highest = None if setting.limits.end is None else int(setting.limits.end)
    if number < lowest or (highest is not None and number > highest):
        most = f"at least {lowest}" if highest is None else f"{lowest} to {highest}"
        message = f"{quoted(setting.name)} is {number}, and the form leaves a site {most} {setting.unit}".rstrip()
        entry.note("form.not_local", f"{message}.", key=setting.name)
        return False
    was_time = parse_within(setting.name, settings={setting.name: replace(setting, local=None)})
    if was_time and not parse_within(setting.name, settings={setting.name: replace(setting, local=number)}):
        message = f"{quoted(setting.name)} is {number}, and a time is 1 to 9,999 {setting.unit}."
        entry.note("form.not_local", message, key=setting.name)
        return False
    return True


def _recipients(form: Form, entry: Entry) -> Iterator[tuple[str, str]]:
    """They are in place already: what a hand has written under 'local' alone would show nowhere."""
    called = entry.inner("recipients")
    for name in _known(entry, "recipients", among=form.recipients):
        if called.text(name) == form.recipients[name]:
            yield name, form.recipients[name]
        else:
            message = f"{quoted(name)} is called otherwise under the form's own 'recipients': give both the same text."
            called.note("form.not_local", message, key=name)


def _hard(form: Form, entry: Entry, *, indicators: Mapping[str, LocalRule]) -> Iterator[str]:
    """More hard indicators, each once; `indicators` has the levels that the site itself has set."""
    for name in dict.fromkeys(entry.texts("hard")):
        indicator = form.indicators.get(name)
        if indicator is None:
            _unknown(entry, name, kind="hard", among=form.indicators)
        elif (indicators.get(name, LocalRule()).level or indicator.level) == "info":
            message = f"{quoted(name)} has no level that an override could lower: take it out of 'hard'."
            entry.note("form.not_local", message, key="hard")
        else:
            yield name


def _indicators(form: Form, entry: Entry) -> Iterator[tuple[str, LocalRule]]:
    for name in _known(entry, "indicators", among=form.indicators):
        given = entry.inner("indicators").inner(name)
        indicator = form.indicators[name]
        within = _within(given, form)
        if within and indicator.level == "red" and _is_later(within, indicator.within, form=form):
            message = f"{quoted(name)} is red in the form, and a site may have it acted on sooner, not later."
            given.note("form.not_local", message, key="within")
        yield name, LocalRule(level=_level(given, indicator), within=within)


def _news(form: Form, entry: Entry) -> Iterator[tuple[str, LocalRule]]:
    for name in _known(entry, "notify", among=[rule.id for rule in form.notify]):
        yield name, LocalRule(within=_within(entry.inner("notify").inner(name), form))


def _level(given: Entry, indicator: Indicator) -> Level | None:
    level = LEVELS.get(given.text("level"))
    if level is None:
        return None
    lowest = indicator.level if indicator.hard or indicator.lowest is None else indicator.lowest
    if FINDING_LEVELS.index(level) <= FINDING_LEVELS.index(lowest):
        return level
    message = (
        f"{quoted(indicator.id)} is {indicator.level}, and a site may set it to {lowest} or graver, not to {level}."
    )
    given.note("form.not_local", message, key="level")
    return None


def _within(given: Entry, form: Form) -> str | None:
    within = given.text("within")
    if not within:
        return None
    if parse_within(within, settings=form.settings):
        return within
    times = [name for name in form.settings if parse_within(name, settings=form.settings)]
    hint = did_you_mean(within, times) or f": {TIMES}."
    given.note(
        "form.within", f"'within' of {quoted(given.id)} is {quoted(within)}, which is no time{hint}", key="within"
    )
    return None


def _is_later(within: str, usual: str, *, form: Form) -> bool:
    """Whether one time is longer than another; a setting counts as the form has it."""
    standard = {name: replace(setting, local=None) for name, setting in form.settings.items()}
    here, there = (parse_within(text, settings=standard) for text in (within, usual))
    return bool(here and there and urgency(due(here, start=None)) > urgency(due(there, start=None)))


def _known(entry: Entry, kind: str, *, among: Collection[str]) -> list[str]:
    """The ids under a key that the form has; any other is noted."""
    around = entry.inner(kind)
    for name in around.values:
        if name not in among:
            _unknown(around, name, kind=kind, among=among)
    return [name for name in around.values if name in among]


def _unknown(around: Entry, name: str, *, kind: str, among: Collection[str]) -> None:
    hint = did_you_mean(name, among) or ": take it out."
    message = f"{quoted(name)} under '{kind}' is not in this form{hint}"
    around.note("form.unknown_name", message, key=name if name in around.values else kind)
