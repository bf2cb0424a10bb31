"""A form's page filled in by keyboard alone: Tab, Space, arrows, Enter and letters, without a mouse."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from safeforms.definition import Form
from safeforms.questions import Choice, Choices, DateTimeType, DateType, Group, Question, Table, YesNo

if TYPE_CHECKING:
    from playwright.sync_api import Page

FARTHEST: Final = 400
"""So many keys lead from any control to any other, or it cannot be reached."""


LETTERS: Final = 2
"""So many of a text are typed one by one: each is an edit, after which the page judges the record anew."""


class Keyboard:
    """Hands on the keys; what has the focus is all that they know of the page."""

    def __init__(self, page: "Page", form: Form) -> None:
        self.page, self.form = page, form

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The id of what has the focus; of a button that adds a row `add:` and its table."""
        found: str = self.page.evaluate(
            "(one => one.dataset.add ? 'add:' + one.dataset.add : one.id)(document.activeElement)"
        )
        return found

    def tab_to(self, *ids: str) -> None:
        """Forward until one of these has the focus; nothing is pressed where one has it already."""
        for _ in range(FARTHEST):
            if self.focused() in ids:
                return
            self.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {ids[0]}")

    def answer(self, answers: Mapping[str, Any], *, skip: Collection[str] = (), only: Collection[str] = ()) -> None:
        """Gives answers in the order of the form; `skip` and `only` are paths of parts."""
        for question in self.form.questions.values():
            if question.id in answers:
                self._give(question, question.id, answers[question.id], skip=skip, only=only)

    def choose(self, path: str, option: str) -> None:
        """One of several: to the group, Space on the first, then arrows."""
        options = list(self._question(path).options)
        self.tab_to(f"{path}={options[0]}")
        self.press("Space", *["ArrowDown"] * options.index(option))

    def _question(self, path: str) -> Question:
        steps = [step for step in path.split(".") if not step.isdigit()]
        question = self.form.question_at(".".join(steps))
        assert question is not None
        return question

    def _give(
        self, question: Question, path: str, answer: Any, *, skip: Collection[str], only: Collection[str]
    ) -> None:
        if path in skip or (only and not question.parts and path not in only):
            return
        match question.type:
            case Choice() | YesNo():
                self.choose(path, answer if isinstance(answer, str) else "yes" if answer else "no")
            case Choices():
                for option in [option for option in question.options if option in answer]:
                    self.tab_to(f"{path}={option}")
                    self.press("Space")
            case DateType() | DateTimeType():
                self._date(path, answer)
            case Group():
                self._parts(question, path, answer, skip=skip, only=only)
            case Table():
                for number, row in enumerate(answer):
                    if not only:
                        self.tab_to(f"add:{path}")
                        self.press("Enter")
                    self._parts(question, f"{path}.{number}", row, skip=skip, only=only)
            case _:
                self.tab_to(path)
                self._write(str(answer))

    def _write(self, text: str) -> None:
        """The start letter by letter, the rest at once as an input method puts it in."""
        self.page.keyboard.type(text[:LETTERS])
        self.page.keyboard.insert_text(text[LETTERS:])

    def _parts(
        self, question: Question, path: str, answers: Mapping[str, Any], *, skip: Collection[str], only: Collection[str]
    ) -> None:
        for part in question.parts:
            if part.id in answers:
                self._give(part, f"{path}.{part.id}", answers[part.id], skip=skip, only=only)

    def _date(self, path: str, answer: str) -> None:
        date, _, time = answer.partition("T")
        year, month, day = date.split("-")
        for part, text in (("day", str(int(day))), ("month", str(int(month))), ("year", year), ("time", time)):
            if text:
                self.tab_to(f"{path}:{part}")
                self.page.keyboard.type(text)
