"""Classes that `safeforms codegen` writes are as typed as mypy can tell, and judge as those of `load_model` do.

What mypy knows of them is asked here by `assert_type`, when the types of the tests are checked; that ruff and
`mypy --strict` find nothing in them, when the whole tree is. `pytest --renew tests/test_codegen.py` writes them anew.
"""

import ast
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, assert_type

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

import safeforms
from safeforms import Assessment, Unanswered, UsageError, attempt, codegen, load_form, load_model
from safeforms.cli import run
from safeforms.definition import Form
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import list_forms, part_reader
from safeforms.models.miu import EDITION, MiuAssessment, MiuCompanions
from safeforms.questions import Question
from safeforms.written import WrittenAssessment
from tests.records import Case, cases, complete_records
from tests.strategies import NOW, form_named, nearly_complete, records
from tests.test_import import modules

ROOT = Path(__file__).parents[1]
SHIPPED = Path(safeforms.__file__).parent / "models"
OURS = Path(__file__).parent / "written"
BUNDLED = [form.id for form in list_forms()]
WRITTEN = [*BUNDLED, "everything", "awkward"]
CASE = next(case for case in cases("bases", form="miu") if case.name == "child_injured")
CHILD: Any = CASE.answers
AT = {"now": CASE.now}


@cache
def form_of(name: str) -> Form:
    if name != "awkward":
        return form_named(name)
    path = ROOT / "tests" / "forms" / "awkward.yaml"
    return parse_form(read_yaml(path.read_text(encoding="utf-8"), file=path.name), read_part=part_reader())


@cache
def class_of(name: str) -> type[WrittenAssessment]:
    """The class of a form in the module that was written of it."""
    module = import_module(f"safeforms.models.{name}" if name in BUNDLED else f"tests.written.{name}")
    model: type[WrittenAssessment] = getattr(module, f"{name.capitalize()}Assessment")
    if name not in BUNDLED:
        model.model_bind(form_of(name))
    return model


def fresh() -> type[MiuAssessment]:
    """A class of its own, which can be bound without binding the class that all share."""

    class Fresh(MiuAssessment):
        pass

    return Fresh


def executed(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "somebodys_own"}
    exec(source, names)
    return names


def outcome(model: type[Assessment], answers: dict[str, object]) -> object:
    try:
        return model.model_validate(answers, context={"now": NOW}).model_dump()
    except ValidationError as error:
        return [(line["type"], line["loc"], line["msg"]) for line in error.errors(include_input=False)]


# --- What is written


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_is_current(name: str, pytestconfig: pytest.Config) -> None:
    path = (SHIPPED if name in BUNDLED else OURS) / f"{name}.py"
    if pytestconfig.getoption("--renew"):
        path.write_text(codegen(form_of(name)), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == codegen(form_of(name)), "run: pytest --renew tests/test_codegen.py"


def test_every_bundled_form_has_its_module_and_no_other_has() -> None:
    assert sorted(path.stem for path in SHIPPED.glob("*.py")) == ["__init__", *BUNDLED]


@pytest.mark.parametrize("name", WRITTEN)
def test_each_field_says_its_question_in_a_docstring(name: str) -> None:
    form = form_of(name)
    tree = ast.parse(codegen(form))
    said = {
        (written.name, field.target.id): ast.literal_eval(text.value)
        for written in tree.body
        if isinstance(written, ast.ClassDef)
        for field, text in zip(written.body, written.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr)
    }
    model = class_of(name)

    for path, question in form.walk():
        outer, _, part = path.partition(".")
        where = model.part_models[outer] if part else model
        first, *more = [" ".join(paragraph.split()) for paragraph in said[where.__name__, question.id].split("\n\n")]
        assert first == " ".join(question.text.split()), path
        assert not question.help or more[0] == " ".join(question.help.split()), path


def test_a_docstring_says_in_words_when_a_question_is_asked() -> None:
    assert "Asked if the patient is under 18, or may be." in codegen("miu")


@pytest.mark.parametrize("name", WRITTEN)
def test_the_types_are_those_of_the_compiled_model(name: str) -> None:
    written, compiled = class_of(name), load_model(form_of(name))
    pairs: list[tuple[type[BaseModel], type[BaseModel]]] = [(written, compiled)]
    pairs += [(written.part_models[question], part) for question, part in compiled.part_models.items()]

    for ours, theirs in pairs:
        assert _fields(ours) == _fields(theirs)


LITERAL = re.compile(r"Literal\[([^]]*)]")
"""Python takes two of them for equal, and keeps the one it met first, however the other is ordered."""


def _in_order(found: re.Match[str]) -> str:
    return f"Literal[{', '.join(sorted(found[1].split(', ')))}]"


def _fields(model: type[BaseModel]) -> list[tuple[str, str, bool, object]]:
    """Names and types in their order; a class of parts by where it stands, for its name may differ."""
    inner = {part.__qualname__: question for question, part in getattr(model, "part_models", {}).items()}
    found = []
    for name, field in model.model_fields.items():
        kind = LITERAL.sub(_in_order, str(field.annotation).replace(f"{model.__module__}.", ""))
        for part, question in inner.items():
            kind = kind.replace(part, question)
        found.append((name, kind, field.is_required(), field.default))
    return found


@pytest.mark.parametrize("name", [*BUNDLED, "everything"])
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_is_that_of_the_compiled_model(name: str, mode: Literal["validation", "serialization"]) -> None:
    ours, theirs = class_of(name).model_json_schema(mode=mode), load_model(form_of(name)).model_json_schema(mode=mode)

    assert _enums_in_order(ours) == _enums_in_order(theirs)


def _enums_in_order(schema: Any) -> Any:
    """A schema with its lists of options sorted: which order a type has hangs on who made an equal one first."""
    if isinstance(schema, list):
        return [_enums_in_order(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: sorted(each) if key == "enum" else _enums_in_order(each) for key, each in schema.items()}


def test_a_derived_class_may_give_a_field_words_of_its_own() -> None:
    class Own(MiuAssessment):
        site: str = Field(title="Our site")

    properties = Own.model_json_schema()["properties"]

    assert (properties["site"]["title"], properties["sex"]["title"]) == (
        "Our site",
        load_form("miu").questions["sex"].text,
    )


def test_mypy_knows_the_types() -> None:
    assessment = MiuAssessment.model_validate(CHILD, context=AT)
    made = attempt(CHILD, model=MiuAssessment, now=CASE.now).assessment

    assert_type(assessment, MiuAssessment)
    assert_type(assessment.accompanied, Literal["alone", "with_someone", "professional_only"])
    assert_type(assessment.seen_alone, Literal["yes_whole", "yes_part", "no"] | None)
    assert_type(assessment.date_of_birth, date | Unanswered[Literal["not_known", "withheld_by_choice"]])
    assert_type(assessment.companions, tuple[MiuCompanions, ...] | None)
    assert_type(assessment.early_help_note, str | None)
    assert_type(made, MiuAssessment | None)
    assert made == assessment
    if isinstance(assessment.school, Unanswered):
        assert_type(assessment.school.unanswered, Literal["not_registered", "not_known"])
        reason: Unanswered = assessment.school  # of any reason
        assert reason.unanswered


# --- The same verdicts


@pytest.mark.parametrize("name", [*BUNDLED, "everything"])
@settings(max_examples=6)
@given(data=st.data())
def test_a_written_class_judges_as_the_compiled_model_does(name: str, data: st.DataObject) -> None:
    form = form_of(name)
    answers = data.draw(st.one_of(records(form), nearly_complete(form)))
    written, compiled = class_of(name), load_model(form)

    assert outcome(written, answers) == outcome(compiled, answers)
    assert attempt(answers, model=written, now=NOW).problems == attempt(answers, model=compiled, now=NOW).problems


@pytest.mark.parametrize("case", [*complete_records()], ids=str)
def test_a_complete_case_becomes_an_equal_instance(case: Case) -> None:
    now = {"now": case.now}
    written, compiled = class_of(case.form), load_model(case.form)

    made = written.model_validate(case.answers, context=now)
    theirs = compiled.model_validate(case.answers, context=now)

    assert made.model_dump_json() == theirs.model_dump_json()
    assert made.model_fields_set == theirs.model_fields_set
    assert made == written.model_validate_json(made.model_dump_json(), context=now)
    assert made == TypeAdapter(written).validate_python(case.answers, context=now)  # pydantic's own road


def test_awkward_names_hold_their_answers() -> None:
    answers = {
        "date": "2026-11-01",
        "datetime": {"unanswered": "declined"},
        "str": "Text",
        "bool": "yes",
        "rows_": True,
    }
    row = {"type": ["a"], "date": "2026-11-02", "form": "Form", "model": "yes"}

    made: Any = class_of("awkward").model_validate({**answers, "tuple": [row]}, context={"now": NOW})

    assert (made.date, made.tuple[0].type, made.datetime.unanswered) == (date(2026, 11, 1), ("a",), "declined")


# --- As a class


def test_it_is_an_assessment_and_stands_in_other_models() -> None:
    class Visit(BaseModel):
        assessment: MiuAssessment
        other: int

    with pytest.raises(ValidationError) as caught:
        Visit.model_validate({"assessment": {**CHILD, "sex": "?"}, "other": "x"}, context=AT)

    assert [line["loc"] for line in caught.value.errors()] == [("assessment", "sex"), ("other",)]
    visit = Visit.model_validate({"assessment": CHILD, "other": 1}, context=AT)
    assert isinstance(visit.assessment, Assessment)
    assert visit.assessment.companions is not None
    assert isinstance(visit.assessment.companions[0], MiuCompanions)


def test_a_derived_class_adds_fields() -> None:
    class Bay(MiuAssessment):
        bay: int

    assert Bay.model_validate({**CHILD, "bay": 3}, context=AT).bay == 3
    with pytest.raises(ValidationError) as caught:
        Bay.model_validate({**CHILD, "sex": None}, context=AT)
    assert [(line["type"], line["loc"]) for line in caught.value.errors()] == [
        ("missing_answer", ("sex",)),
        ("missing", ("bay",)),
    ]


def test_instances_pickle_by_the_name_of_their_class() -> None:
    assessment = MiuAssessment.model_validate(CHILD, context=AT)
    sent = pickle.dumps((assessment, MiuAssessment, MiuCompanions))
    program = (
        "import pickle, sys\n"
        "assessment, model, part = pickle.load(sys.stdin.buffer)\n"
        "from safeforms.models.miu import MiuAssessment, MiuCompanions\n"
        "assert type(assessment) is model is MiuAssessment and part is MiuCompanions\n"
        "print(assessment.companions[0].relationship)\n"
    )

    opened = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, check=False)

    assert pickle.loads(sent)[0] == assessment
    assert (opened.stdout.decode().strip(), opened.stderr.decode()) == ("father", "")


# --- Which rules


def test_importing_a_module_reads_no_form_and_compiles_no_rules() -> None:
    found = modules("from safeforms.models.miu import MiuAssessment as A; assert 'form' not in A.__dict__")

    assert found.isdisjoint({"yaml", "safeforms.language.parsing", "safeforms.loading.parsing", "jsonschema"})


@pytest.mark.parametrize("use", [lambda m: m.model_validate({}), lambda m: attempt({}, model=m), lambda m: m.form])
def test_an_installed_form_with_another_content_is_refused_at_the_first_use(use: Any) -> None:
    old = codegen("miu").replace('"1.0.0"', '"0.9.0"').replace(EDITION.content, "0123456789abcdef")

    with pytest.raises(UsageError) as caught:
        use(executed(old)["MiuAssessment"])

    told = str(caught.value)
    assert all(part in told for part in ("miu 0.9.0", "0123456789abcdef", f"miu 1.0.0 with {EDITION.content}"))
    assert "safeforms codegen miu -o FILE" in told


def test_a_form_of_your_own_is_named_before_the_first_record() -> None:
    own = load_form("first_visit", forms_dir=ROOT / "examples" / "own-form" / "my-forms")
    model = executed(codegen(own))["FirstVisitAssessment"]

    with pytest.raises(UsageError, match=r"FirstVisitAssessment.model_bind\(load_form"):
        model.model_validate({})
    model.model_bind(own)
    assert outcome(model, {}) == outcome(load_model(own), {})
    with pytest.raises(UsageError, match="'first_visit', not for 'miu'"):
        model.model_bind(load_form("miu"))


def test_a_class_is_bound_to_the_form_as_a_site_uses_it() -> None:
    local = load_form("miu", settings=ROOT / "examples" / "trust.yaml")
    model = fresh()

    model.model_bind(local)
    model.model_bind(local)

    assert model.form.local is not None
    assert outcome(model, CHILD) == outcome(load_model(local), CHILD)
    assert codegen(local) == codegen("miu")
    assert local.content_hash == load_form("miu").content_hash == EDITION.content


def test_a_class_is_bound_once() -> None:
    model = fresh()
    model.model_bind(load_form("miu"))

    with pytest.raises(UsageError, match="bound already"):
        model.model_bind(load_form("miu", settings=ROOT / "examples" / "trust.yaml"))


def test_the_class_that_all_share_judges_no_record() -> None:
    for use in (WrittenAssessment.model_validate, lambda _: WrittenAssessment.model_bind(load_form("miu"))):
        with pytest.raises(UsageError, match="safeforms codegen"):
            use({})


def test_the_content_hash_changes_with_the_form_alone() -> None:
    form = form_of("everything")

    assert len(form.content_hash) == 16
    assert replace(form, definition=form.definition.replace("Asleep", "Awake")).content_hash != form.content_hash
    with pytest.raises(UsageError, match="no module"):
        codegen(replace(form, definition=""))


# --- The command


def test_the_command_prints_or_writes_what_the_function_gives(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = str(ROOT / "examples" / "own-form" / "my-forms")

    assert run(["codegen", "first_visit", "--forms-dir", folder, "-o", str(tmp_path / "visit.py")]) == 0
    assert run(["codegen", "miu"]) == 0

    assert capfd.readouterr().out == codegen("miu")
    assert (tmp_path / "visit.py").read_text(encoding="utf-8") == codegen("first_visit", forms_dir=folder)


def test_a_question_has_what_its_place_in_a_record_depends_on() -> None:
    question = Question(id="q", text="Q", type=form_of("everything").questions["born"].type)

    assert question.always_settled
    assert not replace(question, optional=True).always_settled
    assert replace(question, optional=True).parts_are_asked
