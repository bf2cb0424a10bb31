"""The questions of a form in code: read, missing or not, and their variables for conditions.

Variables are those of condition_code, numbered by form order; `x` is at first the raw answer and then the value,
`y` the raw note of an option. `doubt` is set as soon as an answer is anything but usual, or missing: until then
nothing can be Unknown.
"""

from ast import literal_eval
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from safeforms.conditions import Always, Condition
from safeforms.definition import Form
from safeforms.judgement.faults import Fault
from safeforms.questions import Choices, Group, Override, Question, Table
from safeforms.rules.condition_code import ROW, ConditionCode, all_of
from safeforms.rules.fast_tests import fast_test
from safeforms.rules.source_code import is_variable

ALWAYS: Final = ("True", "True")
BLANK: Final = "B"


class QuestionCode:
    """Writes questions once it is written whether they are asked. `constants` are what the code uses by name."""

    def __init__(self, form: Form, conditions: ConditionCode) -> None:
        self.form, self.conditions, self.source = form, conditions, conditions.source
        self.numbers = conditions.numbers
        self.constants: dict[str, object] = {}

    def begin(self) -> None:
        """What stands before everything else: the answers in variables, and what holds unless it is set."""
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

    def _defaults(self, numbers: str) -> None:
        self.source.default(f"[om]{numbers}", "False")
        self.source.default(f"r{numbers}", "None")
        self.source.default(f"c{numbers}", "()")

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

    def write(self, question: Question) -> None:
        """One question with its parts."""
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

    def _part_asked(self, part: Question, number: str, outer: Question) -> None:
        """Writes whether a part of a group or row is asked; it is not where what is around it is not."""
        around = self.conditions.asked[self.numbers[outer.id]]
        if isinstance(part.when, Always):
            self.conditions.asked[number] = around
            return
        certain = self.source.keep(f"w{number}", all_of([around[0], self.conditions.truth(part.when, within=outer)]))
        possible = all_of([around[1], self.conditions.truth(part.when, within=outer, possible=True)])
        possibly = possible if is_variable(possible) else f"{certain} or doubt and {possible}"
        self.conditions.asked[number] = (certain, self.source.keep(f"p{number}", possibly))

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
            missing = f"{guard}faults.append({self._fault('missing_answer', path)})"
            self.source.add(missing, unsettles=(f"o{number}", f"m{number}"))

    def _not_asked(self, asked: tuple[str, str], *, path: str, outer: Question | None) -> None:
        """A valid answer to a question that is not asked, while what is around it may be."""
        around = self.conditions.asked[self.numbers[outer.id]][1] if outer else "True"
        if asked[1] in ("True", around):
            return
        unwanted = all_of([f"not {asked[1]}", around])
        self.source.add(f"if {unwanted}: faults.append({self._fault('not_asked', path)})")

    def _fault(self, code: str, path: str) -> str:
        """A fault in code; one whose path names no row is made once."""
        if path.startswith("(*at"):
            return f"Fault({code!r}, {path})"
        where: tuple[str, ...] = literal_eval(path)
        name, fault = f"{code}__{'__'.join(where)}".upper(), Fault(code, where)
        return name if self.constants.setdefault(name, fault) == fault else repr(fault)

    def _read(
        self, question: Question, number: str, *, asked: tuple[str, str], path: str, outer: Question | None = None
    ) -> None:
        """The branch of everything else: the plain reader, then whether a reason settles."""
        name = f"Q{number}"
        self.constants[name] = question
        around = self.conditions.asked[self.numbers[outer.id]][1] if outer else "True"
        arguments = f"{name}, x{number}, {path}, {asked[0]}, {asked[1]}, {around}, {self._must(question, outer)}, run"
        targets = tuple(f"{letter}{number}" for letter in "xcomr")
        self.source.unpack(targets, f"read({arguments})", unsettles=targets[2:])
        closing = settling(question)
        if not closing:
            return
        with self.source.block(f"if r{number} is not None:"):
            for letter, possible in (("s", False), ("z", True)):
                settled = "False"
                for reason, condition in closing.items():
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


def settling(question: Question) -> dict[str, Condition]:
    """The reasons of a question that may close the matter, and when."""
    return {reason.id: reason.settles for reason in question.unanswered.values() if reason.settles is not None}
