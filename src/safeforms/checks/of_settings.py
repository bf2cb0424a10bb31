"""Checks of what a form leaves to a site: that its own choice is among what it lets others choose."""

from collections.abc import Iterator

from safeforms.definition import FINDING_LEVELS, Setting
from safeforms.language.drafts import Draft
from safeforms.problems import Problem


def unfit_settings(draft: Draft) -> Iterator[Problem]:
    """The default of a setting lies outside the range that it gives to a site, or nothing lies in that range."""
    for setting in draft.form.settings.values():
        sentence = _unfit(setting)
        if sentence:
            message = f"The setting '{setting.name}' {sentence}"
            yield Problem(code="form.does_not_fit", message=message, place=draft.file)


def unfit_lowest(draft: Draft) -> Iterator[Problem]:
    """An indicator says how low a site may set it, and that is no lower than it is, or it is hard.

    Of what a site has set, its own rules have been held against the form.
    """
    local = draft.form.local
    set_here = {*local.indicators, *local.hard} if local else set()
    for indicator in draft.form.indicators.values():
        if indicator.lowest is None or indicator.id in set_here:
            continue
        message = ""
        if indicator.hard:
            message = (
                f"'{indicator.id}' is 'hard', and has a 'lowest': what nobody may lower a site may not lower either."
            )
        elif FINDING_LEVELS.index(indicator.lowest) <= FINDING_LEVELS.index(indicator.level):
            message = f"'lowest' of '{indicator.id}' is {indicator.lowest}, not below {indicator.level}: take it out."
        if message:
            yield Problem(code="form.does_not_fit", message=message, place=indicator.place)


def _unfit(setting: Setting) -> str:
    start, end = setting.limits.start, setting.limits.end
    if isinstance(start, int) and isinstance(end, int) and start > end:
        return f"has a 'range' from {start} to {end}, in which nothing lies: turn 'from' and 'to' round."
    if isinstance(start, int) and setting.default < start:
        return f"has a 'default' of {setting.default}, below the {start} that its 'range' begins with."
    if isinstance(end, int) and setting.default > end:
        return f"has a 'default' of {setting.default}, above the {end} that its 'range' ends with."
    return ""
