"""A referral and where it is in the loop: made, written copy, acknowledged, decided, agreed or escalated."""

from safeforms.answers_shown import AnswersShown
from safeforms.evaluating import Evaluation
from safeforms.summary_items import ReferralShown


def referral_of(evaluation: Evaluation, shown: AnswersShown) -> ReferralShown | None:
    """The referral of a record; None where the form has none, or none was asked about."""
    return None
