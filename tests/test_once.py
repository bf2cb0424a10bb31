"""What is worked out of a form alone is worked out once for each form, and anew where the form is another."""

from dataclasses import replace

from safeforms import load_form
from safeforms.definition import Form
from safeforms.language.prerequisites import needed_before
from safeforms.once import once


def test_it_is_worked_out_once_for_each_form() -> None:
    asked: list[str] = []

    @once
    def titled(form: Form) -> str:
        asked.append(form.title)
        return form.title.upper()

    form = replace(load_form("miu"), title="One")
    other = replace(form, title="Other")
    found = [titled(each) for each in (form, other, form, other)]

    assert found == ["ONE", "OTHER", "ONE", "OTHER"]
    assert asked == ["One", "Other"]


def test_two_such_functions_do_not_mix_and_the_form_stays_equal() -> None:
    form, like = replace(load_form("miu")), replace(load_form("miu"))

    assert needed_before(form).keys() == form.questions.keys()
    assert once(lambda form: form.id)(form) == "miu"
    assert form == like
