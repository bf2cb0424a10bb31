"""A settings file of a site, and a form -> the form as that site uses it.

One file serves all forms of a site: what it sets of another form is passed over, and a name that no form has is a
problem. `local` in the definition of the form that comes back holds what was set, so that rules, models and pages
made from it follow.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from safeforms.definition import Form
from safeforms.parsing import parse_data
from safeforms.problems import FormError
from safeforms.shape import shape_problems
from safeforms.yaml_text import Plain, YamlText

Names = Mapping[str, Collection[str]]
"""The names that a site can set something of, by the key of a settings file that they stand under."""

KINDS: Final = ("settings", "recipients", "hard", "indicators", "notify")


def is_site(text: YamlText) -> bool:
    """Whether a YAML file is one of settings."""
    return isinstance(text.data, dict) and "site" in text.data


def check_site_shape(text: YamlText, *, schema: Mapping[str, object]) -> None:
    """FormError where the shape of a settings file is wrong. `schema` is the one of definitions."""
    problems = shape_problems(text, schema={"$ref": "#/$defs/site", "$defs": schema["$defs"]})
    if problems:
        raise FormError(problems)


def localised(form: Form, *, site: YamlText, elsewhere: Callable[[], Names]) -> Form:
    """A form as a site uses it; the form itself where the site sets nothing of it.

    `elsewhere` gives the names of all forms, and is asked only where this form has not all that the site names.
    FormError, with the places in the settings file, where something is unknown to all or not for a site to set.
    """
    local = _concerning(form, site.data if isinstance(site.data, dict) else {}, elsewhere=elsewhere)
    if not any(map(local.get, KINDS)):
        return form
    data: dict[str, Plain] = json.loads(form.definition)
    named, recipients = local.get("recipients"), data.get("recipients")
    if isinstance(named, dict) and isinstance(recipients, dict):
        data["recipients"] = {**recipients, **{key: named[key] for key in named if key in recipients}}
    return replace(parse_data({**data, "local": local}, local=site, file=form.file), standard=form.definition)


def names_of(forms: Iterable[Form]) -> Names:
    """What a site can set something of in these forms."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for form in forms:
        found["settings"].update(form.settings)
        found["recipients"].update(form.recipients)
        found["indicators"].update(form.indicators)
        found["notify"].update(rule.id for rule in form.notify)
    return {**found, "hard": found["indicators"]}


def _concerning(form: Form, given: Mapping[str, Plain], *, elsewhere: Callable[[], Names]) -> dict[str, Plain]:
    """What a settings file says without what it says of other forms; what no form has stays, to be told."""
    own = names_of([form])
    local: dict[str, Plain] = {"site": given.get("site")}
    for kind in KINDS:
        entries = given.get(kind)
        named = [str(name) for name in entries] if isinstance(entries, dict | list) else []
        kept = {name for name in named if name in own[kind] or name not in elsewhere()[kind]}
        if isinstance(entries, dict):
            local[kind] = {name: entries[name] for name in entries if name in kept}
        elif isinstance(entries, list):
            local[kind] = [name for name in entries if name in kept]
    return {key: value for key, value in local.items() if value}
