"""docs/traceability.md says what each line of the report led to.

`pytest --renew tests/test_traceability.py` renews it.
"""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.trace_page import NO_RULES, Row, across_records, answers, bundled, page, rows

PAGE: Final = Path(__file__).parents[1] / "docs" / "traceability.md"
IN_SCOPE: Final = [row for row in rows() if row.scope != "out"]


def test_the_page_says_what_the_forms_cite(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("renew"):
        PAGE.write_text(page(), encoding="utf-8")
        return
    assert PAGE.read_text(encoding="utf-8") == page(), "renew it with `pytest --renew tests/test_traceability.py`"


@pytest.mark.parametrize("row", IN_SCOPE, ids=lambda row: row.ref)
def test_a_line_in_scope_is_answered_or_waits_for_rules_across_records(row: Row) -> None:
    assert row.ref in answers() or row.waits_for, "no source in any form begins with this line of the report"


@pytest.mark.parametrize("row", [row for row in rows() if row.named], ids=lambda row: row.ref)
def test_what_is_named_for_a_line_is_in_its_forms_and_cites_it(row: Row) -> None:
    """`any` means every form that has the name, and that one at least has it."""
    cited = Counter[tuple[str, str]]()
    for (_, name), forms in answers().get(row.ref, {}).items():
        cited.update((form, name) for form in forms)

    for forms, names in row.named:
        for name in names:
            wanted = [form for form in bundled() if name in defined(form)] if forms == ("any",) else forms
            assert wanted, f"no form has {name}"
            missing = [form for form in wanted if not cited[form, name]]
            assert not missing, f"{name} does not cite `cqc {row.ref}` in: {', '.join(missing)}"


@pytest.mark.parametrize(("where", "lines"), [("1.14 and why", ["1.14"]), ("case 1", []), ("case 10", ["case 10"])])
def test_a_citation_means_one_line_of_the_report(where: str, lines: list[str]) -> None:
    assert [row.ref for row in rows() if row.cited_by(where)] == lines


def test_every_citation_of_the_report_is_a_line_of_it() -> None:
    assert sorted(name for _, name in answers().get("", {})) == []


def test_every_line_stands_once_and_says_why_it_is_out_or_which_part_is_in() -> None:
    assert [ref for ref, times in Counter(row.ref for row in rows()).items() if times > 1] == []
    assert {row.scope for row in rows()} == {"in", "part", "out"}
    assert [row.ref for row in rows() if row.scope != "in" and not row.note] == []
    assert [row.ref for row in rows() if row.scope == "part" and not row.note.startswith("In: ")] == []
    assert [row.ref for row in rows() if row.scope == "out" and (row.named or row.waits_for)] == []


def test_what_a_line_waits_for_is_known() -> None:
    assert {name for row in rows() for name in row.waits_for} <= set(across_records())
    assert set(NO_RULES) <= set(across_records())


def defined(name: str) -> set[str]:
    """Every name in a form that may cite a source."""
    form = bundled()[name]
    others = (*form.settings, *form.indicators, *(check.id for check in form.checks), *(n.id for n in form.notify))
    return {*(path for path, _ in form.walk()), *others}
