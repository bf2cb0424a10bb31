"""A proposed map as YAML text: every guess is marked, and what nothing was found for is listed for a person to decide.

Words of the export are shown where they are those of options, MOST_WORDS of a column at most; of any other column they
may be somebody's name, and none is shown.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from safeforms.definition import Form
from safeforms.language.yaml_print import MISREAD
from safeforms.maps.cells import own_words
from safeforms.maps.definition import USUAL_BLANKS, Long
from safeforms.maps.likeness import ENOUGH, OWN_WORDS, option_like, patterns_like, pieces_of, speaks_for
from safeforms.maps.matching import word_key
from safeforms.maps.proposing import Guess, Proposal
from safeforms.maps.sampling import Sample
from safeforms.questions import Choice, Choices, Table, YesNo

MOST_WORDS: Final = 12
NOT_SHOWN: Final = "not shown: 'map check --show-values' lists them"
NOBODYS: Final = frozenset(
    ("yes", "no", "true", "false", "none", "other", "unknown", "not known", "not asked", "refused")
)
LONGEST_WORD: Final = 40
PLAIN: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _/.()-]*[A-Za-z0-9)])?")
TOTALS: Final = frozenset(("total", "totals", "grand total", "grand totals", "sub total", "subtotal", "end of report"))
BLANKS: Final = frozenset(map(word_key, USUAL_BLANKS))


def proposal_text(proposal: Proposal, *, sample: Sample, form: Form) -> str:
    """The map as text, ready to be written; it reads as a map as it is."""
    return "".join(f"{line}\n" for line in _lines(proposal, sample=sample, form=form))


def _lines(proposal: Proposal, *, sample: Sample, form: Form) -> Iterator[str]:
    yield f"# Proposed from {sample.rows:,} rows of {sample.called}. Check every line that says 'guess'."
    if sample.left:
        yield f"# {sample.left}"
    if sample.unread:
        yield f"# Rows that could not be read: {sample.unread:,}; 'map check' tells which."
    yield "# Whoever knows the system that wrote the export must read this; docs/exports.md explains each key."
    yield f"map: {form.id}_export"
    yield f"form: {form.id}"
    if proposal.record_id is not None:
        yield f"record_id: {_scalar(proposal.record_id.header)}  # guess: check (every row has its own)"
    if proposal.long is not None:
        yield from _long(proposal.long)
    yield from _totals(sample)
    yield "columns:"
    if not proposal.guesses:
        yield "  # Nothing was found. For each question: the header of its column."
        yield from (f"  # {question.id}: ..." for question in form.questions.values() if question.always_settled)
    around = ""
    for guess in proposal.guesses:
        if guess.around and guess.around != around:
            yield from _opening(guess, proposal, form=form)
        if not (guess.row and guess.row != _first_row(guess, proposal)):
            yield from _column(guess, margin="      " if guess.around else "  ")
        around = guess.around
    yield from _not_found(proposal, form=form)


def _long(long: Long) -> Iterator[str]:
    yield "# If each row is one answer, take the # away, and name below what stands in the column of the question:"
    record = _scalar(long.record) if long.record else "..."
    columns = f"record: {record}, question: {_scalar(long.question)}, answer: {_scalar(long.answer)}"
    yield f"# long: {{{columns}}}  # guess: check"


def _totals(sample: Sample) -> Iterator[str]:
    """Rows that may be no records, for a person to decide: nothing is passed over unless they say so."""
    for column in sample.columns:
        words = [word for word in column.words.counts if word_key(word).rstrip(":") in TOTALS]
        if words:
            says = ", ".join(map(_scalar, words))
            yield f"# skip_rows: {{where: {_scalar(column.header)}, is: [{says}]}}  # if these are totals"


def _opening(guess: Guess, proposal: Proposal, *, form: Form) -> Iterator[str]:
    """The beginning of a group or a table."""
    yield f"  {guess.around}:"
    if isinstance(form.questions[guess.around].type, Table):
        rows = dict.fromkeys(g.row for g in proposal.guesses if g.around == guess.around)
        yield f"    rows: [{', '.join(sorted(rows, key=lambda row: (len(row), row)))}]  # guess: check"
    yield "    columns:"


def _first_row(guess: Guess, proposal: Proposal) -> str:
    """The first row of a table that has a column for this question: the others are called alike."""
    return next(g.row for g in proposal.guesses if (g.around, g.question.id) == (guess.around, guess.question.id))


def _column(guess: Guess, *, margin: str) -> Iterator[str]:
    mark = f"  # guess: check ({guess.score:.2f})"
    header, id_ = _scalar(guess.header), guess.question.id
    words = [word for word in guess.column.words.counts if word_key(word) not in BLANKS]
    separator, words = pieces_of(words, guess.question)
    dates = patterns_like(words, guess.question)
    native = guess.column.native & {"date", "datetime"}
    if dates and dates != ("iso",) and not native:
        yield f"{margin}{id_}: {{column: {header}, dates: [{dates[0]}]}}{mark}"
        if others := sum(not any(sign.isdigit() for sign in word) for word in words):
            many = "1 word that is no date" if others == 1 else f"{others} words that are no dates"
            yield f"{margin}# reasons: {{...}}  # {many}, {NOT_SHOWN}"
    elif isinstance(guess.question.type, YesNo | Choice | Choices) and not _are_own(words, guess):
        yield f"{margin}{id_}:{mark}"
        yield f"{margin}  column: {header}"
        if separator:
            yield f"{margin}  split: {json.dumps(separator)}  # guess: check"
        yield from _values(words, guess, margin=f"{margin}  ")
    elif separator:
        yield f"{margin}{id_}: {{column: {header}, split: {json.dumps(separator)}}}{mark}"
    else:
        yield f"{margin}{id_}: {header}{mark}"


def _values(words: list[str], guess: Guess, *, margin: str) -> Iterator[str]:
    """The words of a column and what each may mean; none where they may be somebody's."""
    shown = len(words) <= MOST_WORDS and speaks_for(words, guess.question) >= OWN_WORDS
    offered = ", ".join(guess.question.options)
    yield f"{margin}# It offers: {offered}"
    if not shown or any(len(word) > LONGEST_WORD for word in words):
        many = f"{len(words)} words" if len(words) > 1 else "1 word"
        yield f"{margin}# values: {{...}}  # {many}, {NOT_SHOWN}"
        return
    known = [(word, *option_like(word, guess.question)) for word in words]
    yield f"{margin}values:"
    for word, option, score in known:
        if score >= ENOUGH:
            yield f"{margin}  {_scalar(word)}: {option}  # guess: check ({score:.2f})"
        elif _is_nobodys(word):
            yield f"{margin}  # {_scalar(word)}: ?"
    others = sum(score < ENOUGH and not _is_nobodys(word) for word, _, score in known)
    if others:
        yield f"{margin}  # and {'1 word' if others == 1 else f'{others} words'} more, {NOT_SHOWN}"


def _is_nobodys(word: str) -> bool:
    """Whether a word that is like no option can be shown: a single sign, or what systems write for many things."""
    return len(word) == 1 or word_key(word) in NOBODYS


def _are_own(words: list[str], guess: Guess) -> bool:
    own = own_words(guess.question)
    return all(word_key(word) in own for word in words)


def _not_found(proposal: Proposal, *, form: Form) -> Iterator[str]:
    found = {guess.around or guess.question.id for guess in proposal.guesses}
    missing = [q.id for q in form.questions.values() if q.always_settled and q.id not in found]
    if missing:
        yield ""
        yield "# Always asked, and no column was found for these; 'constants' has answers that all records share:"
        yield from (f"#   {id_}" for id_ in missing)
    if proposal.left:
        yield ""
        yield "# Nothing was found for these columns. Put each under 'columns', or take away the # to ignore it:"
        yield "# ignore:"
        for column in proposal.left:
            empty = "" if column.words.cells else "  (empty)"
            yield f"#   - {_scalar(column.header)}{empty}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes wherever some reader could take it for something else."""
    if PLAIN.fullmatch(text) and not MISREAD.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
