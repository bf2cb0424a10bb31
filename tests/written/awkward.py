"""A form of "awkward" names \\ and texts \"\"\" (awkward 0.0.1): what its records hold, as typed classes.

Written by `safeforms codegen awkward`: do not edit it, write it again when the form changes. The classes know the
types, the installed form the rules; a form with another content is refused at the first record.
"""

from builtins import bool as _bool
from builtins import int as _int
from builtins import str as _str
from builtins import tuple as _tuple
from datetime import date as _date
from datetime import datetime as _datetime
from typing import Literal

from safeforms.written import Edition, Note, Unanswered, WrittenAssessment, WrittenPart

EDITION = Edition(
    form="awkward",
    version="0.0.1",
    content="ba9289c94467e9a8",
)


class AwkwardTuple(WrittenPart):
    """Rows"""

    type: _tuple[Literal["a", "b"], ...]
    """Kind"""

    date: _date
    """Date"""

    form: _str
    """Form"""

    model: Literal["a", "yes"]
    """Model"""


class AwkwardAssessmentAnswer(WrittenPart):
    """A group"""

    edition: _int
    """Edition"""


EditionAnswer = Literal[
    "an_option_with_quite_a_long_name_of_its_own_1",
    "an_option_with_quite_a_long_name_of_its_own_2",
    "an_option_with_quite_a_long_name_of_its_own_3",
]
Q1 = Literal[
    "an_option_with_quite_a_long_name_of_its_own_1",
    "an_option_with_quite_a_long_name_of_its_own_2",
    "an_option_with_quite_a_long_name_of_its_own_3",
]
Q1Answer = Literal[
    "an_option_with_quite_a_long_name_of_its_own_1",
    "an_option_with_quite_a_long_name_of_its_own_2",
    "an_option_with_quite_a_long_name_of_its_own_3",
]
AQuestionWithANameThatGoesOnForVeryMuchLongerThanIs = Literal[
    "an_option_with_quite_a_long_name_of_its_own_1",
    "an_option_with_quite_a_long_name_of_its_own_2",
    "an_option_with_quite_a_long_name_of_its_own_3",
]
AQuestionWithANameThatGoesOnForVeryMuchLongerThanIsReason = Literal[
    "declined",
    "not_known",
    "an_excuse_that_somebody_wrote_out_at_some_length",
]
AQuestionWithANameThatIsNotQuiteAsLong = Literal[
    "an_option_with_quite_a_long_name_of_its_own_1",
    "an_option_with_quite_a_long_name_of_its_own_2",
    "an_option_with_quite_a_long_name_of_its_own_3",
]
AQuestionWithANameThatIsNotQuiteAsLongReason = Literal[
    "declined",
    "not_known",
    "an_excuse_that_somebody_wrote_out_at_some_length",
]


class AwkwardAssessment(WrittenAssessment):
    """A form of "awkward" names \\ and texts \"\"\""""

    model_edition = EDITION

    # Questions that are called as Python's types are
    date: _date
    """Date"""

    datetime: _datetime | Unanswered[Literal["declined"]]
    """Moment"""

    str: _str | None = None
    """Text

    Asked if "Number" is not 3.
    """

    int: _int | None = None
    """Number"""

    bool: _bool
    """Yes or no?"""

    another: _date | None = None
    """Another day"""

    tuple: _tuple[AwkwardTuple, ...] | None = None
    """Rows"""

    # Names that two things would have, and a title of a section that goes on for longer than one line of Python can: it
    # is cut in two
    assessment: AwkwardAssessmentAnswer | None = None
    """A group"""

    edition: EditionAnswer | None = None
    """\"Quoted" at the beginning, and at the end "too\""""

    q_1: _tuple[Q1, ...] | Unanswered[Literal["declined"]] | None = None
    """Ends with \\\""""

    q1: Q1Answer | Unanswered[Literal["declined"]] | None = None
    """Ends with a \\"""

    a_question_with_a_name_that_goes_on_for_very_much_longer_than_is: (
        _tuple[AQuestionWithANameThatGoesOnForVeryMuchLongerThanIs, ...]
        | Unanswered[AQuestionWithANameThatGoesOnForVeryMuchLongerThanIsReason]
        | None
    ) = None
    """\"\"\"

    Help that goes on for more than a line of Python, so that it must be cut somewhere, and which has a line of its own
    below an empty one, and a tab in it, and \"\"\" three quotes, and C:\\new\\u1234.

    Asked if "'Quoted' at the beginning, and at the end 'too'" is "One"; "Text" is answered; and "Yes or no?" is yes or
    "Date" is after 1 January 2020.
    """

    a_question_with_a_name_that_is_not_quite_as_long: (
        AQuestionWithANameThatIsNotQuiteAsLong | Unanswered[AQuestionWithANameThatIsNotQuiteAsLongReason] | None
    ) = None
    """Long"""

    rows_: _bool
    """Yes?"""

    rows__note: Note = None
    """Note: Yes?"""
