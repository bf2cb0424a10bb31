"""The commands that write documents: a referral, a notification, which is no referral, and an explanation.

What is written goes to standard output or to files; why a record has none goes to standard error.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

import click

from safeforms import options
from safeforms.options import DOCUMENT_FORMAT, FILES, FORM, NOW

if TYPE_CHECKING:
    from datetime import datetime

    from safeforms.explanation import Explanation
    from safeforms.library import Library
    from safeforms.notification import Notification
    from safeforms.problems import RecordError
    from safeforms.readers import RawRecord
    from safeforms.referral import Referral

Letter = TypeVar("Letter")
CALL_BACK: Final = click.option(
    "--call-back", metavar="TEXT", help="Phone or bleep on which the writer is called back."
)
OUTPUT: Final = click.option(
    "--output", "-o", metavar="PATH", help="Write to this file, or with folder/ a file for each of them."
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
    from safeforms.referral_output import write_letters

    definition = library.load(form) if form else None

    def letters(reading: "RawRecord") -> "tuple[Referral, ...]":
        return api.refer(
            reading.data, form=definition, forms_dir=library, now=now, place=reading.place, call_back=call_back
        )

    codes: list[int] = []
    write_letters(_talked(written(files, write=letters, codes=codes)), style=style, output=output)
    return _ended(codes)


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
    from safeforms.referral_output import write_letters

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
            _talk(f"{reading.place}: {sentence}")
        codes.extend([1] if to and otherwise else [])
        return found

    write_letters(_talked(written(files, write=letters, codes=codes)), style=style, output=output)
    return _ended(codes)


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
    from safeforms.referral_output import write_letters

    definition = library.load(form) if form else None

    def explanations(reading: "RawRecord") -> "tuple[Explanation, ...]":
        found = api.explain(
            reading.data, indicator=indicator, form=definition, forms_dir=library, now=now, place=reading.place
        )
        return (found,)

    codes: list[int] = []
    write_letters(_talked(written(files, write=explanations, codes=codes)), style=style, output=output)
    return _ended(codes)


def _talked(found: "Iterable[Letter | RecordError]") -> "Iterator[Letter]":
    """What may be written; why there is none of a record is talked of."""
    from safeforms.problems import RecordError

    for one in found:
        if not isinstance(one, RecordError):
            yield one
            continue
        for problem in one.problems:
            _talk(str(problem))


def _ended(codes: list[int]) -> int:
    if not codes:
        _talk("There is no record in what was given.")
    return max(codes, default=2)


def _talk(sentence: str) -> None:
    click.echo(f"safeforms: {sentence}", err=True)
