"""The page's script: the engine, the form's rules and data, and what the page does, in one scope.

The sources are plain files in `engine/` and `behaviour/`, and that is what tests and readers look at. The page has them
squeezed (`squeezed.js`, made by `make page-script`), for it must stay light; the rules of the form it has as they are
generated, to be read. Where the sources are newer than what was squeezed, the page has the sources, and a test fails.
"""

from functools import cache
from hashlib import sha256
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
DATA: Final = "__DATA__"
"""Where the rules and data of the form go: no name of ours, so that squeezing lets it be."""
SQUEEZED: Final = "squeezed.js"


def engine_script(form: Form) -> str:
    """The statements that judge a record: `judge`, `heading`, `londonNow` and FORM, for any JavaScript."""
    return _judging(form_data(form))


def page_script(form: Form) -> str:
    """The whole script of the page, in a scope of its own."""
    before, _, after = _script().partition(DATA)
    return f"{before}{form_data(form, worded=False)}{after}"


def whole_source() -> str:
    """The sources of the script in their scope, with a mark where the data of the form go: what is squeezed."""
    body = _judging(DATA) + _sources("behaviour", BEHAVIOUR)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def first_line(source: str) -> str:
    """What a squeezed script begins with: which sources it was made of."""
    return (
        f"// Made of engine/ and behaviour/ by: make page-script. Their digest: {sha256(source.encode()).hexdigest()}\n"
    )


def _judging(data: str) -> str:
    return f"{_sources('engine', ENGINE)}const FORM = unfolded({data}(always));\n"


@cache
def _script() -> str:
    source = whole_source()
    first, _, squeezed = (resources.files(__package__) / SQUEEZED).read_text(encoding="utf-8").partition("\n")
    return squeezed if f"{first}\n" == first_line(source) else source


def _sources(folder: str, names: tuple[str, ...]) -> str:
    sources = resources.files(__package__) / folder
    return "".join(_stripped((sources / f"{name}.js").read_text(encoding="utf-8")) for name in names)


def _stripped(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
