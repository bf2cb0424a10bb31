"""Case files as records: found, not listed, and read with the project's own YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safeforms.yaml_text import Plain, read_yaml

CASES = Path(__file__).parent / "cases" / "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case file, its name and what it holds."""

    name: str
    data: Mapping[str, Plain]

    @property
    def form(self) -> str:
        return str(self.data["form"])

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


def read_case(path: Path) -> Case:
    """A case file; the data must be a mapping."""
    data = read_yaml(path.read_text(encoding="utf-8"), file=path.name).data
    assert isinstance(data, dict), path
    return Case(name=path.stem, data=data)


def cases(kind: str = "") -> list[Case]:
    """All case files of a kind: scenarios, `bases`, `pairs` or `checks`, of every form."""
    return [read_case(path) for form in sorted(CASES.iterdir()) for path in sorted((form / kind).glob("*.yaml"))]


def base_of(case: Case) -> Case:
    """The complete record that a pair or a check changes."""
    return next(base for base in cases("bases") if base.name == case.data["base"])


def changed(base: Case, changes: Plain) -> dict[str, object]:
    """A base's answers with some changed; null removes one."""
    assert isinstance(changes, dict)
    answers = {**base.answers, **changes}
    return {key: value for key, value in answers.items() if value is not None}


def complete_records() -> Iterator[Case]:
    """Every record that its case calls complete, bases too."""
    yield from cases("bases")
    yield from (case for case in cases() if case.expected["complete"])
