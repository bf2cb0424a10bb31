"""The page's script: the engine, the form's rules and data, and what the page does, in one scope.

The sources are plain files beside this module. Lines that are only a comment, blanks in front and empty lines are left
out of the page; so a source has no string that runs over several lines.
"""

from importlib import resources
from typing import Final

from safeforms.definition import Form
from safeforms.web_page.form_data import form_data

ENGINE: Final = ("truths", "calendar", "reading", "evaluating", "judging", "sentences", "telling", "judgement")
"""The files of `engine/` in the order in which they stand in the page."""
BEHAVIOUR: Final = (
    "naming",
    "wording",
    "record",
    "controls",
    "editing",
    "rows",
    "asking",
    "errors",
    "panel",
    "saving",
    "page",
)
"""The files of `behaviour/` in that order: words before whatever speaks, and `page`, which starts the page, last."""


def engine_script(form: Form) -> str:
    """The statements that judge a record: `judge`, `heading`, `londonNow` and FORM, for any JavaScript."""
    return _sources("engine", ENGINE) + form_data(form)


def page_script(form: Form) -> str:
    """The whole script of the page, in a scope of its own."""
    body = _sources("engine", ENGINE) + form_data(form, worded=False) + _sources("behaviour", BEHAVIOUR)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _sources(folder: str, names: tuple[str, ...]) -> str:
    sources = resources.files(__package__) / folder
    return "".join(_stripped((sources / f"{name}.js").read_text(encoding="utf-8")) for name in names)


def _stripped(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
