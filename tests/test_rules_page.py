"""docs/generated-rules.md shows what the generator writes for the form that it shows."""

import re
from pathlib import Path
from typing import Final

import pytest

from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.rules.generating import rules_source

PAGE: Final = Path(__file__).parents[1] / "docs" / "generated-rules.md"
YAML: Final = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
RULES: Final = re.compile(r"(?<=```text\n)(.*?)(?=```)", re.DOTALL)


def _no_part(name: str) -> YamlText:
    raise LookupError(name)


def test_the_page_shows_the_rules_of_its_form(pytestconfig: pytest.Config) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = YAML.search(page)
    assert shown
    source, _ = rules_source(parse_form(read_yaml(shown[1], file=PAGE.name), read_part=_no_part))

    if pytestconfig.getoption("renew"):
        PAGE.write_text(RULES.sub(lambda _: source, page), encoding="utf-8")
        return
    written = RULES.search(page)
    assert written and written[1] == source, "renew the page with `pytest --renew tests/test_rules_page.py`"
