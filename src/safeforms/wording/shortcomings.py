"""What several formats of a blank form do not do: sentences for people, the same words in each."""

from typing import Final

from safeforms.definition import Form

NOT_CHECKED: Final = "Answers are not checked while they are written, and questions that are not asked are not hidden."
NOT_WORKED_OUT: Final = "Indicators and levels are not worked out."
NOT_BY_HAND: Final = "What is written by hand is not read back."
LATER: Final = "Nobody is reminded of answers that may follow later, nor told when they are overdue."


def of_later(form: Form) -> tuple[str, ...]:
    """What becomes of answers that may follow later; nothing where there are none."""
    return (LATER,) if any(question.follow_up for _, question in form.walk()) else ()
