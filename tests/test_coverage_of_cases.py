"""A bundled form is tried out by its cases: every question, reason, option that matters and birthday, by name.

Where one of these fails, the sentence says which case is missing: `tests/case_lines.py` tells how one is written.
"""

from collections.abc import Callable, Iterator, Sequence

import pytest

from safeforms import list_forms, load_form
from safeforms.definition import Form
from safeforms.judgement.evaluating import Evaluation
from tests.coverage_of_cases import missed_birthdays, never_or_always_asked, tried_in, unchosen_options, unused_reasons

Gaps = Callable[[Form, Sequence[Evaluation]], Iterator[str]]
GAPS: list[Gaps] = [never_or_always_asked, unused_reasons, unchosen_options, missed_birthdays]


@pytest.mark.parametrize("gaps", GAPS)
@pytest.mark.parametrize("name", [form.id for form in list_forms()])
def test_the_cases_of_a_form_leave_nothing_untried(name: str, gaps: Gaps) -> None:
    found = list(gaps(load_form(name), tried_in(name)))

    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "midwifery: `see_alone_by` is asked in no case",
        "midwifery: no case leaves `companions.age_years` unasked",
        "midwifery: nobody leaves `father_details.age_years` with `declined` in any case",
        "midwifery: nobody answers `fgm` with `yes`, which the indicator 'mb_fgm_mother' names, in any case",
        "midwifery: nobody turns 16 years old (`date_of_birth`) on the day of the assessment in any case",
        "midwifery: nobody turns 18 years old (`children.born`) the day after the assessment in any case",
        "miu: nobody, born on 29 February, turns 13 years old (`date_of_birth`) the day after the assessment"
        " in any case",
    ],
)
def test_what_is_tried_in_no_record_is_named(sentence: str) -> None:
    form = load_form(sentence.partition(":")[0])

    assert sentence in [named for gaps in GAPS for named in gaps(form, ())]


@pytest.mark.parametrize("name", ["site", "domestic_abuse", "notifications", "companions.name"])
def test_what_is_always_asked_or_counts_with_its_group_need_not_be_left_unasked(name: str) -> None:
    found = list(never_or_always_asked(load_form("midwifery"), ()))

    assert [sentence for sentence in found if f"`{name}`" in sentence] == []
