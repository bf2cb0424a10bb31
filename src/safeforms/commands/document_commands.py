"""The commands that write documents: a referral, a notification, which is no referral, and an explanation.

What is written goes to standard output or to files; why a record has none goes to standard error.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import click

from safeforms.commands import options
from safeforms.commands.command_output import ended, show_lines, talk
from safeforms.commands.options import DOCUMENT_FORMAT
from safeforms.commands.outputs import print_pieces

if TYPE_CHECKING:
    from safeforms.commands.given import Given
    from safeforms.commands.referral_output import Letter
    from safeforms.explanations.explanation import Explanation
    from safeforms.judgement.raw_record import RawRecord
    from safeforms.letters.notification import Notification
    from safeforms.letters.referral import Referral
    from safeforms.problems import RecordError

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
@options.records
@CALL_BACK
@DOCUMENT_FORMAT
@OUTPUT
def refer(given: "Given", call_back: str | None, style: str, output: str | None) -> int:
    """Write a referral of each child at risk, the harm first.

    None is written without a risk statement; an incomplete record may be referred, and it says so. FILES as for
    validate.
    """
    from safeforms import api

    def letters(record: "RawRecord") -> "tuple[Referral, ...]":
        found = api.refer(record, form=given.form, forms_dir=given.library, now=given.now, call_back=call_back)
        if not any(found[0].recipient_name in finding.tell for finding in found[0].findings):
            talk(f"{record.place}: {OF_THEIR_OWN_JUDGEMENT}")
        return found

    return _write(given, letters, codes=[], style=style, output=output)


@click.command()
@options.records
@click.option("--to", metavar="RECIPIENT", help="Only the one for this recipient, such as gp.")
@CALL_BACK
@DOCUMENT_FORMAT
@OUTPUT
def notify(given: "Given", to: str | None, call_back: str | None, style: str, output: str | None) -> int:
    """Write a notification for each who must be told: no referral.

    It says plainly whether it carries a concern, carries none, or says nothing either way. FILES as for validate.
    """
    from safeforms import api

    codes: list[int] = []

    def letters(record: "RawRecord") -> "tuple[Notification, ...]":
        otherwise: list[str] = []
        found = api.notify(
            record,
            to=to,
            form=given.form,
            forms_dir=given.library,
            now=given.now,
            call_back=call_back,
            otherwise=otherwise,
        )
        for sentence in otherwise:
            talk(f"{record.place}: {sentence}")
        codes.extend([1] if to and otherwise else [])
        return found

    return _write(given, letters, codes=codes, style=style, output=output)


@click.command()
@options.records
@click.option("--indicator", metavar="ID", help="Only this one: why it holds, or not, and what would settle it.")
@DOCUMENT_FORMAT
@OUTPUT
def explain(given: "Given", indicator: str | None, style: str, output: str | None) -> int:
    """Say why, why not, and what would change it, of each record.

    Of each indicator the answers that made it hold, or keep it from holding, and which would settle it; of the level
    the fewest that could raise it. FILES as for validate.
    """
    from safeforms import api

    def explanations(record: "RawRecord") -> "tuple[Explanation, ...]":
        return (api.explain(record, indicator=indicator, form=given.form, forms_dir=given.library, now=given.now),)

    return _write(given, explanations, codes=[], style=style, output=output)


def _write(
    given: "Given",
    write: "Callable[[RawRecord], Iterable[Letter]]",
    *,
    codes: list[int],
    style: str,
    output: str | None,
) -> int:
    """What may be written, to standard output or to files; why there is none of a record is talked of."""
    from safeforms.commands.exports import written
    from safeforms.commands.referral_output import letters_lines, letters_text, write_letters
    from safeforms.documents.document_files import ENDINGS

    given.spare(output, ending=ENDINGS[style])
    found = written(given.files, write=write, form=given.form, library=given.library, codes=codes, mapped=given.mapped)
    letters = _talked(found)
    if output is not None:
        write_letters(letters, style=style, output=output)
    elif style == "text":
        show_lines(letters_lines(letters))
    else:
        print_pieces(letters_text(letters, style=style))
    given.tell_how_read()
    return ended(len(codes), max(codes, default=2))


def _talked(found: "Iterable[Letter | RecordError]") -> "Iterator[Letter]":
    from safeforms.problems import RecordError

    for one in found:
        if not isinstance(one, RecordError):
            yield one
            continue
        for problem in one.problems:
            talk(str(problem))
