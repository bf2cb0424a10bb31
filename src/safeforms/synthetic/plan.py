"""Which record of a stream shows what: by its number and the seed alone, never by the records before it.

Half of them show one indicator each, all in turn; most others show nothing worrying, every tenth a gap. Where
something is to be wrong, every fifth shows one of the form's checks that fails, all in turn.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.synthetic.building import Purpose
from safeforms.synthetic.chance import Chance

QUIET: Final = 48
OF_GAPS: Final = 16
OF_EACH: Final = 6
"""How many patterns there are of each kind."""


def purpose_of(form: Form, number: int, *, seed: int, faulty: bool) -> tuple[Purpose, int]:
    """What the record of a number is to show, and how many patterns there are to choose from."""
    if faulty and form.checks and number % 5 == 3:
        return Purpose(check=form.checks[_turn(number // 5, len(form.checks), seed)].id), OF_EACH
    if form.indicators and number % 2 == 1:
        return Purpose(indicator=list(form.indicators)[_turn(number // 2, len(form.indicators), seed)]), OF_EACH
    if number % 10 == 4 and any(question.screening and question.unanswered for question in form.questions.values()):
        return Purpose(gap=True), OF_GAPS
    return Purpose(), QUIET


def _turn(number: int, among: int, seed: int) -> int:
    """Which of some comes next; another seed begins elsewhere."""
    return (number + Chance("turn", seed).below(among)) % among
