"""Case files as records: found, not listed, and read with the project's own YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from safeforms import problems
from safeforms.language.yaml_text import Plain, read_yaml

CASES = Path(__file__).parent / "cases" / "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case file: its name, what it holds, and the form whose folder it lies in."""

    name: str
    data: Mapping[str, Plain]
    form: str

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(str(self.data["now"]))

    @property
    def answers(self) -> dict[str, object]:
        answers = self.data["answers"]
        assert isinstance(answers, dict)
        return dict(answers)

    @property
    def expected(self) -> Mapping[str, Plain]:
        expected = self.data["expected"]
        assert isinstance(expected, dict)
        return expected

    def __str__(self) -> str:
        return self.name


@cache
def read_case(path: Path, *, form: str = "") -> Case:
    """A case file, read once; the data must be a mapping. The form is the one that it names, or else this one.

    What it holds is shared by all tests: whoever changes what is deep in it makes a copy first.
    """
    data = read_yaml(path.read_text(encoding="utf-8"), file=path.name).data
    assert isinstance(data, dict), path
    return Case(name=path.stem, data=data, form=str(data.get("form", form)))


def cases(kind: str = "", *, form: str | None = None) -> list[Case]:
    """All case files of a kind, of one form or of every form: scenarios, or one of the folders beside them.

    What the files in `bases`, `pairs` and `checks` hold is told in test_cases.py, those in `reasons`, `options` and
    `birthdays` in case_lines.py.
    """
    folders = [folder for folder in sorted(CASES.iterdir()) if form in (None, folder.name)]
    return [read_case(path, form=folder.name) for folder in folders for path in sorted((folder / kind).glob("*.yaml"))]


def base_of(case: Case) -> Case:
    """The complete record that a pair or a check changes."""
    return _bases(case.form)[str(case.data["base"])]


@cache
def _bases(form: str) -> Mapping[str, Case]:
    return {base.name: base for base in cases("bases", form=form)}


def changed(base: Case, changes: Plain) -> dict[str, object]:
    """A base's answers with some changed; null removes one."""
    assert isinstance(changes, dict)
    answers = {**base.answers, **changes}
    return {key: value for key, value in answers.items() if value is not None}


def complete_records(form: str | None = None) -> Iterator[Case]:
    """Every record that its case calls complete, bases too, of one form or of every form."""
    yield from cases("bases", form=form)
    yield from (case for case in cases(form=form) if case.expected["complete"])


def without_rows(path: problems.Path) -> str:
    """Where an answer stands, in whichever row: `companions.age_group`."""
    return ".".join(step for step in path if isinstance(step, str))
