"""A settings file of a site, and a form -> the form as that site uses it.

One file serves all forms of a site: what it sets of another form is passed over, so whoever opens a file asks first
for `unknown_names`. `local` in the definition of the form that comes back holds what was set, so that rules, models
and pages made from it follow.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from safeforms.definition import Form
from safeforms.language.parsing import parse_data
from safeforms.language.shape import did_you_mean, quoted, shape_problems
from safeforms.language.yaml_text import Plain, YamlText
from safeforms.problems import FormError, Path, Problem, UsageError

Names = Mapping[str, Collection[str]]
"""The names that a site can set something of, by the key of a settings file that they stand under."""

KINDS: Final = ("settings", "recipients", "hard", "indicators", "notify")
OTHER_FILES: Final = ("form", "part")
"""The keys by which another kind of file is known."""


def is_site(text: YamlText) -> bool:
    """Whether a YAML file is one of settings."""
    return isinstance(text.data, dict) and "site" in text.data and not _other_kind(text)


def check_site_shape(text: YamlText, *, schema: Mapping[str, object]) -> None:
    """FormError where the shape of a settings file is wrong. `schema` is the one of definitions."""
    other = _other_kind(text)
    if other:
        message = f"This file is a {other}, not the settings of a site: those begin with 'site'."
        raise FormError([Problem(code="form.shape", message=message, place=text.place(()))])
    problems = shape_problems(text, schema={"$ref": "#/$defs/site", "$defs": schema["$defs"]})
    if problems:
        raise FormError(problems)


def unknown_names(site: YamlText, *, among: Names) -> Iterator[Problem]:
    """What a settings file sets of something that is not among the names of any form, with the likeliest one."""
    for kind, name, path in _named(site):
        if name not in among[kind]:
            hint = did_you_mean(name, among[kind]) or ": take it out."
            message = f"{quoted(name)} under '{kind}' is in none of the forms that this site uses{hint}"
            yield Problem(code="form.unknown_name", message=message, place=site.place(path), path=path)


def localised(form: Form, *, site: YamlText) -> Form:
    """A form as a site uses it; the form itself where the site sets nothing of it, or it was set so already.

    FormError, with the places in the settings file, where something is not for a site to set, or where the form
    holds other settings: to put these in their place could drop a hard finding. UsageError where it was made in Python.
    """
    if not form.definition:
        raise UsageError(f"The form '{form.id}' was not read from a definition, so no settings can be put into it.")
    local = _concerning(form, site)
    data: dict[str, Plain] = json.loads(form.definition)
    if not any(map(local.get, KINDS)) or data.get("local") == local:
        return form
    if form.local:
        whose = f"The form '{form.id}' holds settings already, those of {quoted(form.local.name)}"
        message = f"{whose}: use the form without them, or leave these out."
        raise FormError([Problem(code="form.not_local", message=message, place=site.place(()))])
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


def _other_kind(text: YamlText) -> str:
    """What a file is by its keys, where it is no settings file; empty where nothing says so."""
    return next((key for key in OTHER_FILES if isinstance(text.data, dict) and key in text.data), "")


def _named(site: YamlText) -> Iterator[tuple[str, str, Path]]:
    """Each name in a settings file with the key that it stands under and its path."""
    given = site.data if isinstance(site.data, dict) else {}
    for kind in KINDS:
        entries = given.get(kind)
        if isinstance(entries, dict):
            yield from ((kind, name, (kind, name)) for name in entries)
        elif isinstance(entries, list):
            yield from ((kind, str(name), (kind, number)) for number, name in enumerate(entries))


def _concerning(form: Form, site: YamlText) -> dict[str, Plain]:
    """What a settings file says of a form, and whose it is."""
    given = site.data if isinstance(site.data, dict) else {}
    own = names_of([form])
    local: dict[str, Plain] = {"site": given.get("site")}
    for kind in KINDS:
        entries = given.get(kind)
        if isinstance(entries, dict):
            local[kind] = {name: entries[name] for name in entries if name in own[kind]}
        elif isinstance(entries, list):
            local[kind] = [name for name in dict.fromkeys(map(str, entries)) if name in own[kind]]
    return {key: value for key, value in local.items() if value}
