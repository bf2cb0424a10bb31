"""What decides in code: derived values, indicators and whether a question is asked, in the order of deciding.

The variables of a named truth are `d` (certain) and `q` (possible) with its number; `i` of an indicator. What is
possible is written only for where something is in doubt, and is what is certain elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from safeforms.conditions import Always, Both, Condition, Name, Truth
from safeforms.definition import Form, Indicator
from safeforms.language.names import dependents, evaluation_levels, is_truth, names_in_conditions, names_looked_on
from safeforms.questions import Question
from safeforms.rules.condition_code import ConditionCode, all_of, any_of
from safeforms.rules.question_code import ALWAYS, QuestionCode, settling
from safeforms.rules.source_code import Source, is_variable

SHORTEST_RUN: Final = 3
"""So many questions or indicators under one condition are worth a look at that first."""


class RuleCode:
    """Writes what decides: questions, derived values, indicators."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.source = Source()
        self.conditions = ConditionCode(form, self.source)
        self.questions = QuestionCode(form, self.conditions)
        self.numbers, self.constants = self.conditions.numbers, self.questions.constants
        self.named = names_in_conditions(form)
        self.places = {name: place for place, name in enumerate(form.indicators)}
        self.waiting: list[tuple[str, str, Condition, Callable[[str], None]]] = []

    def write(self) -> None:
        """Everything that decides something, in the order in which it can be decided."""
        self.questions.begin()
        for level in evaluation_levels(self.form):
            self._level(level)

    def _level(self, nodes: Iterable[str]) -> None:
        """What can be decided at once: first what is certain, then what is possible, then the answers themselves."""
        questions = [self.form.questions[node] for node in nodes if node in self.form.questions]
        self._indicators([self.form.indicators[node] for node in nodes if node in self.form.indicators])
        for node in nodes:
            if node not in self.form.questions and node not in self.form.indicators:
                self._node(node)
        for question in questions:
            self._asked(question, self.numbers[question.id])
        self._write_possible()
        together: dict[object, list[Question]] = {}
        for question in questions:
            alone = question.parts or isinstance(question.when, Always)
            together.setdefault(question.id if alone else question.when, []).append(question)
        for alike in together.values():
            self._questions(alike)

    def _write_possible(self) -> None:
        """What waits to be written of what is possible; where nothing is in doubt it is what is certain."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        written: dict[Condition, tuple[str, str]] = {}
        with self.source.block("if doubt:"):
            for variable, certain, meaning, put in waiting:
                possible = written[meaning][0] if meaning in written else self.conditions.truth(meaning, possible=True)
                put(possible if is_variable(possible) else variable)
                if not is_variable(possible):
                    self.source.let(variable, f"{certain} or {possible}")
                    written[meaning] = (variable, certain)
        with self.source.block("else:"):
            for variable, certain in written.values():
                self.source.let(variable, certain)

    def _questions(self, questions: list[Question]) -> None:
        """Questions that are not asked and left blank need no look, unless anything is in doubt."""
        if len(questions) < SHORTEST_RUN:
            for question in questions:
                self.questions.write(question)
            return
        numbers = [self.numbers[question.id] for question in questions]
        certain, _ = self.conditions.asked[numbers[0]]
        untouched = " is ".join(f"x{number}" for number in numbers)
        with self.source.block(f"if {certain} or doubt or not ({untouched} is None):"):
            for question in questions:
                self.questions.write(question)

    def _asked(self, question: Question, number: str) -> None:
        """Writes whether a question is asked, certainly and possibly."""
        asked = self.conditions.asked
        if isinstance(question.when, Always):
            asked[number] = ALWAYS
            return
        certain = self.source.keep(f"w{number}", self.conditions.truth(question.when))

        def put(possible: str) -> None:
            asked[number] = (certain, possible)

        self.waiting.append((f"p{number}", certain, question.when, put))

    def _node(self, node: str) -> None:
        if node in self.form.derived:
            self._derived(node)
        elif node == "worst_finding":
            self._worst_finding()
        elif node == "gap":
            self._gap()
        else:
            self._to_tell()

    def _derived(self, name: str) -> None:
        number, meaning = self.conditions.derived[name], self.form.derived[name].meaning
        conditions = self.conditions
        if not is_truth(self.form, meaning):
            quantity = conditions.quantity(meaning)  # type: ignore[arg-type]
            self.source.let(f"e{number}", f"{quantity.value}  # {name}")
            self.source.let(f"f{number}", quantity.open)
        elif isinstance(meaning, Name):
            conditions.certain[name] = conditions.certain[meaning.name]
            conditions.possible[name] = conditions.possible[meaning.name]
        else:
            certain = self.source.keep(f"d{number}", conditions.truth(meaning), note=name)  # type: ignore[arg-type]
            conditions.certain[name] = certain
            put = partial(conditions.possible.__setitem__, name)
            self.waiting.append((f"q{number}", certain, meaning, put))  # type: ignore[arg-type]

    def _indicators(self, indicators: list[Indicator]) -> None:
        """Those that begin with the same named truth together, for where that is False none of them holds."""
        together: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            first = indicator.when.parts[0] if isinstance(indicator.when, Both) else None
            guard = self.conditions.certain[first.name] if isinstance(first, Truth) else ""
            together.setdefault(guard if guard.isidentifier() else "", []).append(indicator)
        for guard, alike in together.items():
            if guard and len(alike) >= SHORTEST_RUN:
                self._guarded(alike, guard)
            else:
                for indicator in alike:
                    self._indicator(indicator)

    def _guarded(self, indicators: list[Indicator], guard: str) -> None:
        numbers = {indicator.id: f"i{self.places[indicator.id]}" for indicator in indicators}
        with self.source.block(f"if {guard}:"):
            for indicator in indicators:
                assert isinstance(indicator.when, Both)
                rest = all_of(self.conditions.truth(part) for part in indicator.when.parts[1:])
                self.source.let(numbers[indicator.id], f"{rest}  # {indicator.id}")
        with self.source.block("else:"):
            for number in numbers.values():
                self.source.let(number, "False")
        for indicator in indicators:
            self._ruled(indicator, certain=numbers[indicator.id])

    def _indicator(self, indicator: Indicator) -> None:
        certain = self.source.keep(
            f"i{self.places[indicator.id]}", self.conditions.truth(indicator.when), note=indicator.id
        )
        self._ruled(indicator, certain=certain)

    def _ruled(self, indicator: Indicator, *, certain: str) -> None:
        """What is possible of an indicator that no condition names is seldom asked, and stands where it is."""
        conditions, name = self.conditions, indicator.id
        conditions.certain[name] = certain
        if name in self.named:
            put = partial(conditions.possible.__setitem__, name)
            self.waiting.append((f"j{self.places[name]}", certain, indicator.when, put))
        else:
            possibly = conditions.truth(indicator.when, possible=True)
            conditions.possible[name] = f"({certain} or doubt and {possibly})"

    def _worst_finding(self) -> None:
        worst = "'none'"
        for level in ("info", "amber", "red"):
            held = any_of(self.conditions.certain[i.id] for i in self.form.indicators.values() if i.level == level)
            worst = f"{level!r} if {held} else {worst}" if held != "False" else worst
        self.source.let("worst", worst)

    def _gap(self) -> None:
        screening = [question for question in self.form.questions.values() if question.screening]
        for name, possible in (("gap", False), ("gap_possible", True)):
            left = any_of(self._left_open(question, possible=possible) for question in screening)
            self.source.let(name, f"doubt and {left}")

    def _left_open(self, question: Question, *, possible: bool) -> str:
        """Whether a question was left with a reason that does not settle."""
        number = self.numbers[question.id]
        asked = self.conditions.asked[number][possible]
        settled = [f"not {'s' if possible else 'z'}{number}"] if settling(question) else []
        left = all_of([f"r{number} is not None", asked, *settled])
        return any_of([left, f"m{number}"]) if possible else left

    def _to_tell(self) -> None:
        """Routine news first: where that is sent already, nothing else need be looked at.

        Where only questions that may stay open rest on it, it matters to those who ask for a rating, and where one
        of them was answered.
        """
        readers = dependents(self.form, "to_tell") | (
            {"onlookers"} if "to_tell" in names_looked_on(self.form) else set()
        )
        open_ = [self.form.questions[name] for name in readers if name in self.form.questions]
        matters = ""
        if len(open_) == len(readers) and all(question.may_stay_open for question in open_):
            answered = (f"x{self.numbers[question.id]} is not None" for question in open_)
            matters = f"{any_of(['rated', *answered])} and "
        for name, possible in (("to_tell", False), ("to_tell_possible", True)):
            told = any_of(self._telling(possible=possible))
            self.source.let(name, f"to_tell or doubt and {matters}{told}" if possible else f"{matters}{told}")

    def _telling(self, *, possible: bool) -> Iterator[str]:
        truth, named = self.conditions.truth, self.conditions.possible if possible else self.conditions.certain
        for notify in self.form.notify:
            told = any_of(truth(tell.when, possible=possible) for tell in notify.tell)
            yield all_of([truth(notify.when, possible=possible), told])
        for indicator in self.form.indicators.values():
            told = any_of(truth(tell.when, possible=possible) for tell in indicator.tell)
            yield all_of([told, named[indicator.id]])
