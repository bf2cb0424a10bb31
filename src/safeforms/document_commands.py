"""The commands that write documents: a referral, a notification, which is no referral, and an explanation.

What is written goes to standard output or to files; why a record has none goes to standard error.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import click

from safeforms import options
from safeforms.command_output import ended, show_lines, talk
from safeforms.options import DOCUMENT_FORMAT, FILES, FORM, NOW
from safeforms.outputs import print_pieces

if TYPE_CHECKING:
    from datetime import datetime

    from safeforms.explanation import Explanation
    from safeforms.library import Library
    from safeforms.notification import Notification
    from safeforms.problems import RecordError
    from safeforms.readers import RawRecord
    from safeforms.referral import Referral
    from safeforms.referral_output import Letter

CALL_BACK: Final = click.option(
    "--call-back", metavar="TEXT", help="Phone or bleep on which the writer is called back."
)
OUTPUT: Final = click.option(
    "--output", "-o", metavar="PATH", help="Write to this file, or with folder/ a file for each of them."
)


OF_THEIR_OWN_JUDGEMENT: Final = (
    "Nothing that was found asks for this referral by itself: it rests on judgement. Check before it goes on what "
    "basis it is shared, agreement or why without."
)


@click.command()
@FILES
@FORM
@CALL_BACK
@DOCUMENT_FORMAT
@OUTPUT
@NOW
@options.library
def refer(
    files: tuple[str, ...],
    form: str | None,
    call_back: str | None,
    style: str,
    output: str | None,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Write a referral of each child at risk, the harm first.

    None is written without a risk statement; an incomplete record may be referred, and it says so. FILES as for
    validate.
    """
    from safeforms import api
    from safeforms.exports import written

    definition = library.load(form) if form else None

    def letters(reading: "RawRecord") -> "tuple[Referral, ...]":
        found = api.refer(
            reading.data, form=definition, forms_dir=library, now=now, place=reading.place, call_back=call_back
        )
        if not any(found[0].recipient_name in finding.tell for finding in found[0].findings):
            talk(f"{reading.place}: {OF_THEIR_OWN_JUDGEMENT}")
        return found

    codes: list[int] = []
    _write(written(files, write=letters, codes=codes), style=style, output=output)
    return ended(len(codes), max(codes, default=2))


@click.command()
@FILES
@FORM
@click.option("--to", metavar="RECIPIENT", help="Only the one for this recipient, such as gp.")
@CALL_BACK
@DOCUMENT_FORMAT
@OUTPUT
@NOW
@options.library
def notify(
    files: tuple[str, ...],
    form: str | None,
    to: str | None,
    call_back: str | None,
    style: str,
    output: str | None,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Write a notification for each who must be told: no referral.

    It says plainly whether it carries a concern, carries none, or says nothing either way. FILES as for validate.
    """
    from safeforms import api
    from safeforms.exports import written

    definition = library.load(form) if form else None
    codes: list[int] = []

    def letters(reading: "RawRecord") -> "tuple[Notification, ...]":
        otherwise: list[str] = []
        found = api.notify(
            reading.data,
            to=to,
            form=definition,
            forms_dir=library,
            now=now,
            place=reading.place,
            call_back=call_back,
            otherwise=otherwise,
        )
        for sentence in otherwise:
            talk(f"{reading.place}: {sentence}")
        codes.extend([1] if to and otherwise else [])
        return found

    _write(written(files, write=letters, codes=codes), style=style, output=output)
    return ended(len(codes), max(codes, default=2))


@click.command()
@FILES
@FORM
@click.option("--indicator", metavar="ID", help="Only this one: why it holds, or not, and what would settle it.")
@DOCUMENT_FORMAT
@OUTPUT
@NOW
@options.library
def explain(
    files: tuple[str, ...],
    form: str | None,
    indicator: str | None,
    style: str,
    output: str | None,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Say why, why not, and what would change it, of each record.

    Of each indicator the answers that made it hold, or keep it from holding, and which would settle it; of the level
    the fewest that could raise it. FILES as for validate.
    """
    from safeforms import api
    from safeforms.exports import written

    definition = library.load(form) if form else None

    def explanations(reading: "RawRecord") -> "tuple[Explanation, ...]":
        found = api.explain(
            reading.data, indicator=indicator, form=definition, forms_dir=library, now=now, place=reading.place
        )
        return (found,)

    codes: list[int] = []
    _write(written(files, write=explanations, codes=codes), style=style, output=output)
    return ended(len(codes), max(codes, default=2))


def _write(found: "Iterable[Letter | RecordError]", *, style: str, output: str | None) -> None:
    """What may be written, to standard output or to files; why there is none of a record is talked of."""
    from safeforms.referral_output import letters_lines, letters_text, write_letters

    letters = _talked(found)
    if output is not None:
        write_letters(letters, style=style, output=output)
    elif style == "text":
        show_lines(letters_lines(letters))
    else:
        print_pieces(letters_text(letters, style=style))


def _talked(found: "Iterable[Letter | RecordError]") -> "Iterator[Letter]":
    from safeforms.problems import RecordError

    for one in found:
        if not isinstance(one, RecordError):
            yield one
            continue
        for problem in one.problems:
            talk(str(problem))
