"""The questions of a form in code: read, asked or not, missing or not, and their variables for conditions.

Variables are those of condition_code, numbered by form order; `x` is at first the raw answer and then the value,
`y` the raw note of an option. `doubt` is set as soon as an answer is anything but usual, or missing: until then
nothing can be Unknown.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from safeforms.condition_code import ROW, ConditionCode, all_of, any_of
from safeforms.conditions import Always, Condition, Name
from safeforms.definition import Choices, Form, Group, Override, Question, Table
from safeforms.fast_tests import fast_test
from safeforms.names import dependents, evaluation_levels, is_truth, names_looked_on
from safeforms.source_code import Source

ALWAYS = ("True", "True")
BLANK = "B"
SHORTEST_RUN = 3


class RuleCode:
    """Writes what decides: questions, derived values, indicators."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.source = Source()
        self.conditions = ConditionCode(form, self.source)
        self.numbers = self.conditions.numbers
        self.constants: dict[str, object] = {}
        self.kept: dict[str, str] = {}
        self.waiting: list[tuple[str, str, Condition, Callable[[str], None]]] = []

    def write(self) -> None:
        """Everything that decides something, in the order in which it can be decided."""
        add = self.source.add
        add("today, faults, blanks, left = now.date(), [], [], []")
        add("doubt = open_ = not finished")
        add(f"fields = {BLANK} | answers")
        add("run = now, open_, faults, blanks, fields, left")
        tables = "".join(f"{self.numbers[q.id]}_|" for q in self.form.questions.values() if isinstance(q.type, Table))
        self._defaults(f"(?!{tables}_)[0-9]+(_[0-9]+)?")
        self.source.default(f"[xy](?!{tables}_)[0-9]+_[0-9]+", "None")
        self.source.default(f"[wp](?!{tables}_)[0-9]+_[0-9]+", "False")
        self._unpack("fields", self.form.questions.values(), "", path="()")
        for level in evaluation_levels(self.form):
            self._level(level)

    def _level(self, nodes: Iterable[str]) -> None:
        """What can be decided at once: first what is certain, then what is possible, then the answers themselves."""
        questions = [self.form.questions[node] for node in nodes if node in self.form.questions]
        for node in nodes:
            if node not in self.form.questions:
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
                put(possible if _is_variable(possible) else variable)
                if not _is_variable(possible):
                    self.source.let(variable, f"{certain} or {possible}")
                    written[meaning] = (variable, certain)
        with self.source.block("else:"):
            for variable, certain in written.values():
                self.source.let(variable, certain)

    def _questions(self, questions: list[Question]) -> None:
        """Questions that are not asked and left blank need no look, unless anything is in doubt."""
        if len(questions) < SHORTEST_RUN:
            for question in questions:
                self._question(question)
            return
        numbers = [self.numbers[question.id] for question in questions]
        certain, _ = self.conditions.asked[numbers[0]]
        untouched = " is ".join(f"x{number}" for number in numbers)
        with self.source.block(f"if {certain} or doubt or not ({untouched} is None):"):
            for question in questions:
                self._question(question)

    def _defaults(self, numbers: str) -> None:
        self.source.default(f"[om]{numbers}", "False")
        self.source.default(f"r{numbers}", "None")
        self.source.default(f"c{numbers}", "()")

    def _node(self, node: str) -> None:
        if node in self.form.derived:
            self._derived(node)
        elif node in self.form.indicators:
            self._indicator(node, self.form.indicators[node].when)
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
            certain = self._kept(f"d{number}", conditions.truth(meaning), note=name)  # type: ignore[arg-type]
            conditions.certain[name] = certain
            put = partial(conditions.possible.__setitem__, name)
            self.waiting.append((f"q{number}", certain, meaning, put))  # type: ignore[arg-type]

    def _kept(self, variable: str, expression: str, *, note: str = "") -> str:
        """Puts an expression into a variable, unless it is in one already."""
        if expression.isidentifier():
            return expression
        if expression in self.kept:
            return self.kept[expression]
        if self.source.depth == 1:
            self.kept[expression] = variable
        self.source.let(variable, f"{expression}  # {note}" if note else expression)
        return variable

    def _indicator(self, name: str, when: Condition) -> None:
        """What is possible of an indicator is seldom asked, and stands where it is."""
        number = list(self.form.indicators).index(name)
        certain = self._kept(f"i{number}", self.conditions.truth(when), note=name)
        possibly = self.conditions.truth(when, possible=True)
        self.conditions.certain[name] = certain
        self.conditions.possible[name] = f"({certain} or doubt and {possibly})"

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
        settled = [f"not {'s' if possible else 'z'}{number}"] if _settling(question) else []
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
            self.source.let(name, f"to_tell or doubt and {told}" if possible else f"{matters}{told}")

    def _telling(self, *, possible: bool) -> Iterator[str]:
        truth, named = self.conditions.truth, self.conditions.possible if possible else self.conditions.certain
        for notify in self.form.notify:
            told = any_of(truth(tell.when, possible=possible) for tell in notify.tell)
            yield all_of([truth(notify.when, possible=possible), told])
        for indicator in self.form.indicators.values():
            told = any_of(truth(tell.when, possible=possible) for tell in indicator.tell)
            yield all_of([told, named[indicator.id]])

    def _unpack(self, raw: str, questions: Iterable[Question], prefix: str, *, path: str) -> None:
        """Raw answers and notes into variables, unknown keys left out."""
        keys: dict[str, None] = {}
        variables = []
        for position, question in enumerate(questions):
            number = f"{prefix}{position}"
            keys[question.id] = None
            variables.append(f"x{number}")
            if question.note_id:
                keys[question.note_id] = None
                variables.append(f"y{number}")
        blank = f"{BLANK}{prefix}"
        self.constants[blank] = keys
        add = self.source.add
        if prefix:
            add(f"{raw} = {blank} | {raw}")
        add(f"if len({raw}) != {len(keys)}: without_strangers({raw}, {blank}, {path}, faults)")
        add(f"({', '.join(variables)},) = {raw}.values()")

    def _question(self, question: Question) -> None:
        self.source.add(f"# {question.id}")
        number, path = self.numbers[question.id], repr((question.id,))
        match question.type:
            case Group() | Override():
                self._group(question, number, path=path)
            case Table():
                self._table(question, question.type, number, path=path)
            case _:
                self._simple(question, number, path=path)

    def _simple(self, question: Question, number: str, *, path: str, outer: Question | None = None) -> None:
        if outer:
            self._part_asked(question, number, outer)
        asked = self.conditions.asked[number]
        source, chosen = self.source, isinstance(question.type, Choices)
        with source.block(f"if x{number} is None:"):
            self._blank(question, number, asked=asked, path=path, outer=outer)
        fast = fast_test(question, number)
        if fast:
            self.constants.update(fast.constants)
            with source.block(f"elif {fast.test}:"):
                if fast.value != f"x{number}" and outer:
                    source.let(f"x{number}", fast.value)
                elif fast.value != f"x{number}":
                    source.add(f"x{number} = fields[{question.id!r}] = {fast.value}")
                if chosen:
                    source.let(f"c{number}", f"x{number}")
                self._not_asked(asked, path=path, outer=outer)
        with source.block("else:"):
            self._read(question, number, asked=asked, path=path, outer=outer)

    def _asked(self, question: Question, number: str) -> None:
        """Writes whether a question is asked, certainly and possibly."""
        asked = self.conditions.asked
        if isinstance(question.when, Always):
            asked[number] = ALWAYS
            return
        certain = self._kept(f"w{number}", self.conditions.truth(question.when))

        def put(possible: str) -> None:
            asked[number] = (certain, possible)

        self.waiting.append((f"p{number}", certain, question.when, put))

    def _part_asked(self, part: Question, number: str, outer: Question) -> None:
        """Writes whether a part of a group or row is asked; it is not where what is around it is not."""
        around = self.conditions.asked[self.numbers[outer.id]]
        if isinstance(part.when, Always):
            self.conditions.asked[number] = around
            return
        certain = self._kept(f"w{number}", all_of([around[0], self.conditions.truth(part.when, within=outer)]))
        possible = all_of([around[1], self.conditions.truth(part.when, within=outer, possible=True)])
        possibly = possible if _is_variable(possible) else f"{certain} or doubt and {possible}"
        self.conditions.asked[number] = (certain, self._kept(f"p{number}", possibly))

    def _must(self, question: Question, outer: Question | None) -> bool:
        return not question.may_stay_open and (outer is None or outer.follow_up is None)

    def _blank(
        self, question: Question, number: str, *, asked: tuple[str, str], path: str, outer: Question | None = None
    ) -> None:
        """The branch of a null: missing where it is asked and must be answered."""
        certainly, possibly = asked
        must = self._must(question, outer)
        may = possibly if must else all_of(["open_", possibly])
        self.source.let(f"o{number}", may)
        self.source.let(f"m{number}", may)
        if must:
            guard = "" if certainly == "True" else f"if {certainly}: "
            self.source.add(f'{guard}faults.append(Fault("missing_answer", {path})); doubt = True')

    def _not_asked(self, asked: tuple[str, str], *, path: str, outer: Question | None) -> None:
        """A valid answer to a question that is not asked, while what is around it may be."""
        around = self.conditions.asked[self.numbers[outer.id]][1] if outer else "True"
        if asked[1] in ("True", around):
            return
        unwanted = all_of([f"not {asked[1]}", around])
        self.source.add(f'if {unwanted}: faults.append(Fault("not_asked", {path}))')

    def _read(
        self, question: Question, number: str, *, asked: tuple[str, str], path: str, outer: Question | None = None
    ) -> None:
        """The branch of everything else: the plain reader, then whether a reason settles."""
        name = f"Q{number}"
        self.constants[name] = question
        around = self.conditions.asked[self.numbers[outer.id]][1] if outer else "True"
        arguments = f"{name}, x{number}, {path}, {asked[0]}, {asked[1]}, {around}, {self._must(question, outer)}, run"
        self.source.unpack(tuple(f"{letter}{number}" for letter in "xcomr"), f"read({arguments}); doubt = True")
        settling = _settling(question)
        if not settling:
            return
        with self.source.block(f"if r{number} is not None:"):
            for letter, possible in (("s", False), ("z", True)):
                settled = "False"
                for reason, condition in settling.items():
                    truth = self.conditions.truth(condition, within=outer, possible=possible)
                    settled = f"{truth} if r{number} == {reason!r} else {settled}"
                self.source.let(f"{letter}{number}", settled)
            with self.source.block(f"if s{number}:", sake=f"o{number}"):
                self.source.add(f"o{number} = False")

    def _group(self, question: Question, number: str, *, path: str) -> None:
        asked, source = self.conditions.asked[number], self.source
        with self._given(question, number, asked=asked, path=path, kind="dict"):
            self._unpack(f"x{number}", question.parts, f"{number}_", path=path)
            if isinstance(question.type, Override):
                agreed = next(position for position, part in enumerate(question.parts) if part.id == "agreed_by")
                source.let("agreed", f"x{number}_{agreed}")
            source.let(f"x{number}", "True")
            for position, part in enumerate(question.parts):
                self._simple(part, f"{number}_{position}", path=repr((question.id, part.id)), outer=question)
        with source.block("else:"):
            self._read(question, number, asked=asked, path=path)
            self._parts_as_group(question, number)

    @contextmanager
    def _given(
        self, question: Question, number: str, *, asked: tuple[str, str], path: str, kind: str
    ) -> Iterator[None]:
        """The branches of a group or table that is null, and of one with answers; the latter is left open."""
        source, x = self.source, f"x{number}"
        source.add(f"if {x} is not None and {x}.__class__ is not {kind}: {x} = plain({x})")
        with source.block(f"if {x} is None:"):
            self._blank(question, number, asked=asked, path=path)
            if question.parts and kind == "dict":
                self._parts_as_group(question, number)
        left = f' and "unanswered" not in {x}' if kind == "dict" else ""
        with source.block(f"elif {x}.__class__ is {kind}{left} and not is_blank({x}):"):
            self._not_asked(asked, path=path, outer=None)
            yield

    def _parts_as_group(self, question: Question, number: str) -> None:
        """A part of a group that holds no answers is as open as the group is."""
        for position in range(len(question.parts)):
            for letter in "om":
                self.source.let(f"{letter}{number}_{position}", f"{letter}{number}")

    def _table(self, question: Question, table: Table, number: str, *, path: str) -> None:
        asked, source, row = self.conditions.asked[number], self.source, f"{number}_[0-9]+"
        add = source.add
        add(f"rows{number}, bad{number} = (), 0")
        with self._given(question, number, asked=asked, path=path, kind="list"):
            add(f"rows{number} = []")
            with source.block(f"for position, row in enumerate(x{number}):"):
                add("if is_blank(row): blanks.append(1); continue")
                add(f"at = ({question.id!r}, position)")
                add("if row.__class__ is not dict: row = plain(row)")
                refused = f"bad{number} += 1; faults.append(Fault('wrong_type', at)); doubt = True; continue"
                add(f"if row.__class__ is not dict: {refused}")
                self._defaults(row)
                self._unpack("row", question.parts, f"{number}_", path="at")
                for position, part in enumerate(question.parts):
                    self._simple(part, f"{number}_{position}", path=f"(*at, {part.id!r})", outer=question)
                source.names(f"rows{number}.append((at, NAMES))", ROW.format(number))
            add(f"x{number} = len(rows{number}) + bad{number}")
            within = f"{table.fewest} <= x{number}" + (f" <= {table.most}" if table.most is not None else "")
            add(f'if not {within}: faults.append(Fault("out_of_range", {path}, "rows"))')
        with source.block("else:"):
            self._read(question, number, asked=asked, path=path)


def _is_variable(expression: str) -> bool:
    """Whether it is a variable of what is possible, or a constant; the outcome of a loop must be kept in one first."""
    return expression.isidentifier() and not (expression[0] == "t" and expression[1:].isdigit())


def _settling(question: Question) -> dict[str, Condition]:
    return {reason.id: reason.settles for reason in question.unanswered.values() if reason.settles is not None}
