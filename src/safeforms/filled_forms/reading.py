"""Forms that were filled in, whatever the format -> raw records, ready to be judged.

Which form one is stands in the file itself; where it does not, somebody must say. What a file holds of no question of
the form becomes an answer that the form does not know, so that judging tells of it: nothing is left out in silence. A
form on which no status is ticked is taken for completed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from typing import BinaryIO, Final

from safeforms.definition import Form
from safeforms.filled_forms import NOTHING, OR_AN_EXPORT, FilledForm
from safeforms.judgement.answer_origin import Origin
from safeforms.judgement.raw_record import RawRecord
from safeforms.library import Library
from safeforms.places import Place
from safeforms.problems import FormError, Path, Problem
from safeforms.readers import Reading, unreadable
from safeforms.streams import Broken, random_access
from safeforms.values import dataclass

WORD: Final = ".docx"
PDF: Final = ".pdf"
WORKBOOK: Final = ".xlsx"
CSV: Final = ".csv"
FILLED: Final = (WORD, PDF, WORKBOOK, CSV)
"""What the names of filled forms end in."""
HELD: Final = 100_000_000
SEVERAL: Final = "{} has several boxes ticked, where only one may be: leave the one that is right."
NO_FORM: Final = "The file does not say which form was filled in: say it with --form."
NO_FORM_OR_MAP: Final = f"{NO_FORM} {OR_AN_EXPORT}"
ANOTHER: Final = "The file says that another form than '{}' was filled in, for which it was given."


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForms:
    """How filled forms are read: as `form`, or where that is None as the form of the library that each says it is.

    `passed_over` takes the files that nobody reads, such as .doc or a photo beside the forms of a folder.
    """

    form: Form | None
    library: Library
    passed_over: list[str] = field(default_factory=list)

    def ending(self) -> Iterator[Problem]:
        """What is said when all files were read."""
        if self.passed_over:
            from safeforms.unpacking.unread import unread_files

            yield from unread_files(self.passed_over)

    def read(self, stream: BinaryIO, *, name: str, suffix: str) -> Iterator[Reading]:
        """The records in an open file, and a problem for all that cannot be read; UsageError where an extra is missing.

        The suffix is one of FILLED, in any case.
        """
        kind = suffix.lower()
        if kind in (WORD, PDF):
            for found in _read_one(stream, name=name, kind=kind):
                yield found if isinstance(found, Problem) else self._one(found)
        else:
            yield from self._rows(stream, name=name, kind=kind)

    def _rows(self, stream: BinaryIO, *, name: str, kind: str) -> Iterator[Reading]:
        """The records of an entry sheet, which is read by the columns of its form."""
        form = self.form
        if form is None:
            from safeforms.filled_forms.stated_form import stated_form

            try:
                stream = random_access(stream, largest=HELD)
                stated = stated_form(stream, name=name, suffix=kind, ids=self.library.ids)
                stream.seek(0)
            except Broken as broken:
                yield unreadable(broken.message, place=Place(name))
                return
            found = stated if isinstance(stated, Problem) else self._named(stated, place=Place(name), sheet=True)
            if not isinstance(found, Form):
                yield found
                return
            form = found
        known = _slots_of(form)
        for row in _read_rows(stream, name=name, kind=kind, form=form):
            yield row if isinstance(row, Problem) else _record(row, form=form, known=known)

    def _one(self, filled: FilledForm) -> Reading:
        """The record of one file."""
        form = self.form or self._named(filled.form, place=filled.place, sheet=False)
        return _record(filled, form=form, known=_slots_of(form)) if isinstance(form, Form) else form

    def _named(self, form: str | None, *, place: Place, sheet: bool) -> Form | Reading:
        """The form of an id; a problem where there is none, or a record that names what cannot be used."""
        if form is None:
            return _wrong(NO_FORM_OR_MAP if sheet else NO_FORM, place=place)
        try:
            found = self.library.named(form)
        except FormError:
            found = None
        return found or RawRecord(place=place, data={"form": form, "answers": {}})


def _record(filled: FilledForm, *, form: Form, known: Collection[str]) -> Reading:
    """The record of one filled form; a problem where nothing is filled in, or it is not the form that it is read as."""
    from safeforms.filled_forms.answered_twice import answered_twice
    from safeforms.filled_forms.terms import unread
    from safeforms.slots import record_of  # and the words for people behind it, which records in JSON do not need

    if filled.form not in (None, form.id):
        return _wrong(ANOTHER.format(form.id), place=filled.place)
    if not filled.problems and not any(text.strip() for text in filled.texts.values()):
        return unreadable(NOTHING, place=filled.place)
    record = record_of(form, filled.texts)
    if filled.version is None:
        del record["form_version"]
    else:
        record["form_version"] = filled.version
    answers = record["answers"]
    assert isinstance(answers, dict)
    origin = Origin(headers={}, unread=unread(form, record) | _several_ticked(form, filled.several))
    strange = _strange(filled.texts, known=known)
    answers.update(strange)
    ours = {slot for slot, text in filled.texts.items() if text.strip() and slot not in strange}
    problems = (*filled.problems, *answered_twice(form, ours, place=filled.place))
    return RawRecord(place=filled.place, data=record, origin=origin, warnings=problems)


def _several_ticked(form: Form, slots: Iterable[str]) -> dict[Path, Problem]:
    """What is said of questions with several ticks, by path, in place of that none of their options was chosen."""
    from safeforms.slots import STATUS
    from safeforms.slots.names import named, path_of

    found = dict[Path, Problem]()
    for slot in slots:
        path = ("status",) if slot == STATUS else path_of(slot)
        code = "reason_not_offered" if slot.endswith("?") else "not_an_option"
        found[path] = Problem(code=code, message=SEVERAL.format(named(form, slot)), path=path)
    return found


def _read_one(stream: BinaryIO, *, name: str, kind: str) -> Iterator[FilledForm | Problem]:
    if kind == WORD:
        from safeforms.filled_forms import word

        return word.read(stream, name=name)
    from safeforms.filled_forms import pdf

    return pdf.read(stream, name=name)


def _read_rows(stream: BinaryIO, *, name: str, kind: str, form: Form) -> Iterator[FilledForm | Problem]:
    if kind == WORKBOOK:
        from safeforms.filled_forms import workbook

        return workbook.read(stream, name=name, form=form)
    from safeforms.filled_forms import csv_file

    return csv_file.read(stream, name=name, form=form)


def _slots_of(form: Form) -> frozenset[str]:
    """Every slot of a form, with `#` for the number of a row."""
    from safeforms.slots import RECORD_ID, STATUS
    from safeforms.wording.outline import outline_of

    known = {RECORD_ID, STATUS}
    for entry in outline_of(form).walk():
        known |= {entry.reason_slot, entry.reason_note_slot, entry.note_slot or ""}
        if entry.kind == "many":
            known |= {f"{entry.slot}={option.value}" for option in entry.options}
        elif entry.kind not in ("group", "table"):
            known.add(entry.slot)
    return frozenset(known)


def _strange(texts: Mapping[str, str], *, known: Collection[str]) -> dict[str, str]:
    """What a filled form holds of no question of the form, by slot."""
    from safeforms.entry_sheet.columns import without_row

    general = {slot: without_row(slot)[0] for slot in texts if slot not in known}
    return {slot: texts[slot] for slot, name in general.items() if name not in known and texts[slot].strip()}


def _wrong(message: str, *, place: Place) -> Problem:
    return Problem(code="wrong_form", message=message, place=place, path=("form",))
