"""The questions of a form in code: read, asked or not, missing or not, and their variables for conditions.

Variables are those of condition_code, numbered by form order; `x` is the raw answer, `y` the raw note of an
option. A variable that no condition reads is not written, except in rows, which keep all of theirs.
"""

from collections.abc import Iterable

from safeforms.condition_code import ConditionCode, Source
from safeforms.conditions import Always, Both, Condition, Name, Truth
from safeforms.definition import Form, Group, Override, Question, Table
from safeforms.fast_tests import fast_test
from safeforms.names import evaluation_order, is_truth

FACETS = "vkaur"


class RuleCode:
    """Writes what decides: questions, derived values, indicators. `used` None: every variable is written."""

    def __init__(self, form: Form, *, used: frozenset[str] | None) -> None:
        self.form, self.used = form, used
        self.source = Source()
        self.conditions = ConditionCode(form, self.source)
        self.numbers = self.conditions.numbers
        self.constants: dict[str, object] = {}

    def write(self) -> None:
        """Everything that decides something, in the order in which it can be decided."""
        add = self.source.add
        add("today, open_, faults, blanks = now.date(), 0 if finished else 1, [], []")
        add("run = Run(now, open_, faults, blanks)")
        self._unpack("answers", self.form.questions.values(), "", path="()")
        for node in evaluation_order(self.form):
            self._node(node)

    def _node(self, node: str) -> None:
        if node in self.form.questions:
            self.source.add(f"# {node}")
            self._question(self.form.questions[node])
        elif node in self.form.derived:
            self._derived(node)
        elif node in self.form.indicators:
            truth = self.conditions.expression(self.form.indicators[node].when)
            self.source.add(f"{self.conditions.named[node]} = {truth}  # {node}")
        elif node == "worst_finding":
            self._worst_finding()
        elif node == "gap":
            screening = [question for question in self.form.questions.values() if question.screening]
            self.source.add(f"gap = {' | '.join(map(self._gap, screening)) or '0'}")
        else:
            self._to_tell()

    def _derived(self, name: str) -> None:
        variable, meaning = self.conditions.named[name], self.form.derived[name].meaning
        if not is_truth(self.form, meaning):
            quantity = self.conditions.quantity(meaning)  # type: ignore[arg-type]
            self.source.add(f"v{variable}, k{variable} = {quantity.value}, {quantity.otherwise}  # {name}")
        elif isinstance(meaning, Name):
            self.source.add(f"{variable} = {self.conditions.named[meaning.name]}  # {name}")
        else:
            self.source.add(f"{variable} = {self.conditions.expression(meaning)}  # {name}")  # type: ignore[arg-type]

    def _worst_finding(self) -> None:
        worst = "'none'"
        for level in ("info", "amber", "red"):
            held = [self.conditions.named[i.id] for i in self.form.indicators.values() if i.level == level]
            worst = f"{level!r} if 3 in ({', '.join(held)},) else {worst}" if held else worst
        self.source.add(f"worst = {worst}")

    def _gap(self, question: Question) -> str:
        name = Name(question.id)
        reason, asked, may_be = (self.conditions.variable(letter, name, within=None) for letter in "rwu")
        if _settling(question):
            asked = f"({asked} & DENIED[{self.conditions.variable('s', name, within=None)}])"
        return f"({asked} if {reason} is not None else {may_be})"

    def _to_tell(self) -> None:
        """Routine news first: where that is sent already, nothing else need be looked at."""
        expression = self.conditions.expression
        routine = [expression(Both((notify.when, tell.when))) for notify in self.form.notify for tell in notify.tell]
        found = [
            expression(Both((Truth(indicator.id), tell.when)))
            for indicator in self.form.indicators.values()
            for tell in indicator.tell
        ]
        self.source.add(f"to_tell = {' | '.join(routine) or '0'}")
        if found:
            self.source.add(f"if to_tell != 3: to_tell |= {' | '.join(dict.fromkeys(found))}")

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
        blank = f"B{prefix}"
        self.constants[blank] = keys
        add = self.source.add
        add(f"merged = {blank} | {raw}")
        add(f"if len(merged) != {len(keys)}: merged = without_strangers(merged, {blank}, {path}, faults)")
        add(f"({', '.join(variables)},) = merged.values()")

    def _question(self, question: Question) -> None:
        number, path = self.numbers[question.id], repr((question.id,))
        match question.type:
            case Group() | Override():
                self._group(question, number, path=path)
            case Table():
                self._table(question, question.type, number, path=path)
            case _:
                self._simple(question, number, path=path)

    def _simple(self, question: Question, number: str, *, path: str, outer: Question | None = None) -> None:
        add, asked = self.source.add, self._asked(question, number, outer=outer)
        add(f"if x{number} is None:")
        self._blank(question, number, asked=asked, path=path, outer=outer)
        fast = fast_test(question, number)
        if fast:
            self.constants.update(fast.constants)
            add(f"elif {fast.test}:")
            self._valued(number, value=fast.value, asked=asked, path=path, outer=outer)
        add("else:")
        self._read(question, number, asked=asked, path=path, outer=outer)

    def _asked(self, question: Question, number: str, *, outer: Question | None) -> str:
        """Writes whether a question is asked; the expression to use for it."""
        when = self.conditions.expression(question.when, within=outer)
        if outer:
            around = self._outer_asked(outer)
            when = around if isinstance(question.when, Always) else f"{around} & {when}"
        if when != "3" or self._needs("w", number):
            self.source.add(f"w{number} = {when}")
        return "3" if when == "3" else f"w{number}"

    def _outer_asked(self, outer: Question | None) -> str:
        if outer is None or isinstance(outer.when, Always):
            return "3"
        return self.conditions.use("w", self.numbers[outer.id])

    def _blank(self, question: Question, number: str, *, asked: str, path: str, outer: Question | None = None) -> None:
        """The branch of a null: missing where it is asked and must be answered."""
        must = self._must(question, outer)
        may = "1" if must else "open_"
        if asked == "3":
            self._set(number, "None", may, may, may, "None")
        elif self._needs_any("kau", number):
            self._set(number, "None", *[f"{may} if {asked} else 0"] * 3, "None")
        else:
            self._set(number, "None", "0", "0", "0", "None")
        missing = f'faults.append(Fault("missing_answer", {path}))'
        if must:
            self._inner(missing if asked == "3" else f"if {asked} == 3: {missing}")
        self._not_empty()

    def _must(self, question: Question, outer: Question | None) -> bool:
        return not question.may_stay_open and (outer is None or outer.follow_up is None)

    def _valued(self, number: str, *, value: str, asked: str, path: str, outer: Question | None = None) -> None:
        """The branch of a usual answer."""
        self._set(number, value, "0", "3", "0", "None")
        if asked != "3":
            around = self._outer_asked(outer)
            unwanted = f"not {asked}" if around == "3" else f"not {asked} and {around}"
            self._inner(f'if {unwanted}: faults.append(Fault("not_asked", {path}))')
        self._not_empty()

    def _read(self, question: Question, number: str, *, asked: str, path: str, outer: Question | None = None) -> None:
        """The branch of everything else: the plain reader, then whether a reason settles."""
        settling = _settling(question)
        kept = [f"{letter}{number}" if self._needs(letter, number) else "_" for letter in FACETS]
        if settling:
            kept[1], kept[4] = f"k{number}", f"r{number}"
        name = f"Q{number}"
        self.constants[name] = question
        around, must = self._outer_asked(outer), self._must(question, outer)
        self._inner(f"{', '.join(kept)} = read({name}, x{number}, {path}, {asked}, {around}, {must}, run)")
        if not settling:
            return
        self._inner(f"if r{number} is not None:")
        self.source.depth += 2
        settles = "0"
        for reason, condition in settling.items():
            truth = self.conditions.expression(condition, within=outer)
            settles = f"{truth} if r{number} == {reason!r} else {settles}"
        self.source.add(f"s{number} = {settles}")
        self.source.add(f"if s{number} == 3: k{number} = 0")
        self.source.depth -= 2

    def _group(self, question: Question, number: str, *, path: str) -> None:
        add, asked = self.source.add, self._asked(question, number, outer=None)
        add(f"if x{number}.__class__ not in (NoneType, dict): x{number} = plain(x{number})")
        add(f'if x{number}.__class__ is dict and "unanswered" not in x{number} and not is_blank(x{number}):')
        self._valued(number, value="True", asked=asked, path=path)
        self.source.depth += 1
        self._unpack(f"x{number}", question.parts, f"{number}_", path=path)
        for position, part in enumerate(question.parts):
            self._simple(part, f"{number}_{position}", path=repr((question.id, part.id)), outer=question)
        self.source.depth -= 1
        add("else:")
        self.source.depth += 1
        self._without_rows(question, number, asked=asked, path=path)
        for position in range(len(question.parts)):
            self._part_without_group(f"{number}_{position}", number)
        self.source.depth -= 1

    def _part_without_group(self, part: str, group: str) -> None:
        """A part of a group that holds no answers is what the group is."""
        for letter in "vr":
            if self._needs(letter, part):
                self.source.add(f"{letter}{part} = None")
        for letter, same in (("k", "k"), ("a", "a"), ("u", "a")):
            if self._needs(letter, part):
                self.source.add(f"{letter}{part} = {self.conditions.use(same, group)}")
        if self._needs("w", part):
            self.source.add(f"w{part} = 0")

    def _table(self, question: Question, table: Table, number: str, *, path: str) -> None:
        add, asked = self.source.add, self._asked(question, number, outer=None)
        add(f"rows{number}, bad{number} = [], 0")
        add(f"if x{number}.__class__ not in (NoneType, list): x{number} = plain(x{number})")
        add(f"if x{number}.__class__ is list and not is_blank(x{number}):")
        self._valued(number, value="0", asked=asked, path=path)
        self.source.depth += 1
        add(f"for position, row in enumerate(x{number}):")
        self.source.depth += 1
        add(f"at = ({question.id!r}, position)")
        add("if is_blank(row): blanks.append(1); continue")
        add("if row.__class__ is not dict: row = plain(row)")
        refused = f"bad{number} += 1; faults.append(Fault('wrong_type', at)); continue"
        add(f"if row.__class__ is not dict: {refused}")
        self._unpack("row", question.parts, f"{number}_", path="at")
        for position, part in enumerate(question.parts):
            self._simple(part, f"{number}_{position}", path=f"(*at, {part.id!r})", outer=question)
        add(f"rows{number}.append(({self.conditions.row_variables(question)}))")
        self.source.depth -= 1
        add(f"v{number} = len(rows{number}) + bad{number}")
        within = f"{table.fewest} <= v{number}" + (f" <= {table.most}" if table.most is not None else "")
        add(f'if not {within}: faults.append(Fault("out_of_range", {path}, "rows"))')
        self.source.depth -= 1
        add("else:")
        self.source.depth += 1
        self._without_rows(question, number, asked=asked, path=path)
        self.source.depth -= 1

    def _without_rows(self, question: Question, number: str, *, asked: str, path: str) -> None:
        """A group or table that holds no answers: null, or what the plain reader makes of it."""
        self.source.add(f"if x{number} is None:")
        self._blank(question, number, asked=asked, path=path)
        self.source.add("else:")
        self._read(question, number, asked=asked, path=path)

    def _set(self, number: str, *values: str) -> None:
        """Assigns v, k, a, u and r where they are needed."""
        wanted = [(letter, value) for letter, value in zip(FACETS, values, strict=True) if self._needs(letter, number)]
        if wanted:
            names = ", ".join(f"{letter}{number}" for letter, _ in wanted)
            self._inner(f"{names} = {', '.join(value for _, value in wanted)}")

    def _needs(self, letter: str, number: str) -> bool:
        return self.used is None or letter + number in self.used

    def _needs_any(self, letters: str, number: str) -> bool:
        return any(self._needs(letter, number) for letter in letters)

    def _not_empty(self) -> None:
        """Gives a branch that turned out to have nothing to do a line all the same."""
        if self.source.lines[-1].endswith(":"):
            self._inner("pass")

    def _inner(self, line: str) -> None:
        self.source.lines.append("    " * (self.source.depth + 1) + line)


def _settling(question: Question) -> dict[str, Condition]:
    return {reason.id: reason.settles for reason in question.unanswered.values() if reason.settles is not None}
