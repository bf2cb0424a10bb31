"""`safeforms.testing`: the strategies keep their promises, and the example of their page runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import example_records, load_form, summarise, validate
from safeforms.judgement.answers import read_answer
from safeforms.testing import NOW, answers, any_records, complete_records, nearly_complete_records
from tests.laws import examples
from tests.strategies import form_named

PAGE = (Path(__file__).parents[1] / "docs" / "testing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["midwifery", "everything"])
@settings(max_examples=examples(10))
@given(data=st.data())
def test_complete_records_are_complete(name: str, data: st.DataObject) -> None:
    form = form_named(name)

    assert validate(data.draw(complete_records(form)), form=form, now=NOW).complete


def test_the_simplest_complete_record_finds_nothing() -> None:
    simplest = next(example_records("miu", now=NOW)).record  # the number that Hypothesis comes to in the end

    assert summarise(simplest, now=NOW).level == "green"


@settings(max_examples=examples(5))
@given(data=st.data())
def test_other_records_are_whole_and_raise_nothing(data: st.DataObject) -> None:
    record = data.draw(st.one_of(nearly_complete_records("miu"), any_records("miu")))

    assert validate(record, now=NOW).form == "miu"
    assert record["form_version"] == load_form("miu").version


@settings(max_examples=examples(30))
@given(data=st.data())
def test_an_answer_is_valid_in_itself(data: st.DataObject) -> None:
    form = form_named(data.draw(st.sampled_from(["miu", "cash"])))
    question = data.draw(st.sampled_from([question for _, question in form.walk() if not question.parts]))
    raw = data.draw(answers(question))

    assert read_answer(question, raw, path=(question.id,), now=NOW).content.kind in ("value", "blank") or (
        "at" in question.id or "by" in question.id  # a day in the past, where one to come is wanted
    )


def test_the_example_of_the_page_runs() -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    namespace: dict[str, object] = {"__name__": "page"}
    exec(compile(code[0], "testing.md", "exec"), namespace)
    tests = [test for name, test in namespace.items() if name.startswith("test_")]

    assert len(tests) == 4
    for test in tests:
        assert callable(test)
        settings(max_examples=3)(test)()


def test_without_hypothesis_one_sentence_says_what_to_install() -> None:
    program = "import sys; sys.modules['hypothesis'] = None\nimport safeforms.testing"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stderr.splitlines()[-1]

    assert said == 'ImportError: safeforms.testing needs Hypothesis: pip install "safeforms[testing]"'
