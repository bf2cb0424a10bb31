"""Summary -> Document, in the order of part I of the specification: what every face shows.

Only the words of the record, of its form and of the summary itself stand in it. What a copy leaves out has no section
there, and a copy says first that it is one.
"""

from collections.abc import Iterator

from safeforms.documents.document import Banner, Block, Document, Item, Items, Quote, Section
from safeforms.documents.document_ends import last_words, running
from safeforms.places import Place
from safeforms.summaries.summary_found import answers, findings, open_questions, statement
from safeforms.summaries.summary_head import level_banner, missing, record_facts, record_name
from safeforms.summaries.summary_items import AnswerShown, CopyShown, LocalSetting
from safeforms.summaries.summary_shown import NOT_IN_COPY, SummaryShown
from safeforms.summaries.summary_told import referral, still_open, telling
from safeforms.summary_parts import HOME


def summary_document(summary: SummaryShown, *, place: Place | None = None) -> Document:
    """The whole summary for people; `place` names a record that has no id."""
    return Document(
        title=_title(summary),
        blocks=tuple(block for block in _blocks(summary, place=place) if block is not None),
        last=last_words(summary),
        running=running(summary, record=record_name(summary, place=place)),
    )


def _title(summary: SummaryShown) -> str:
    """What the document is, without a name; a copy for the home is called what its form calls it, and no more."""
    if summary.copy_for is None:
        return f"Safeguarding summary: {summary.form_title}"
    return summary.form_title if summary.copy_for.recipient == HOME else f"Copy of a summary: {summary.form_title}"


def _blocks(summary: SummaryShown, *, place: Place | None) -> Iterator[Block | None]:
    withdrawn, copy = summary.status == "entered_in_error", summary.copy_for
    if withdrawn:
        yield Banner(text="Withdrawn: this record was entered in error", below=(f"{summary.level_words}.",))
    if copy:
        yield _copy(copy)
    yield record_facts(summary, place=place)
    if not (withdrawn or summary.level_words == NOT_IN_COPY):
        yield level_banner(summary)
    yield _points("You are told in any case", copy.news if copy else ())
    yield statement(summary)
    yield findings(summary)
    yield open_questions(summary, before=missing(summary))
    yield _answers("Who came", summary.company)
    in_company = {item.path for item in summary.company}
    yield _answers("Family and home", tuple(item for item in summary.family if item.path not in in_company))
    yield _words(summary.words)
    yield _answers("Known to social care", summary.social_care)
    yield _answers("Discussed, decided and done", summary.done)
    yield _answers("What else this copy carries", summary.answers)
    yield referral(summary.referral)
    yield telling(summary)
    yield still_open(summary)
    yield _points(f"Set locally by {summary.site}", tuple(map(_setting, summary.local_settings)))


def _copy(copy: CopyShown) -> Banner:
    """That this is a copy, for whom, and what such a copy never has."""
    left_out = (f"It leaves out, whether or not there is any: {'; '.join(copy.left_out)}.",) if copy.left_out else ()
    return Banner(text=copy.words, below=(*copy.more, *left_out))


def _points(title: str, texts: tuple[str, ...]) -> Section | None:
    return Section(title=title, blocks=(Items(items=tuple(Item(text=text) for text in texts)),)) if texts else None


def _answers(title: str, items: tuple[AnswerShown, ...]) -> Section | None:
    return Section(title=title, blocks=(answers(items),)) if items else None


def _words(items: tuple[AnswerShown, ...]) -> Section | None:
    quotes = tuple(Quote(of=item.question, text=item.answer) for item in items)
    return Section(title="Seen and said, word for word", blocks=quotes) if quotes else None


def _setting(setting: LocalSetting) -> str:
    text = setting.text.removesuffix(".")
    return f"{text}: {setting.value} (the form has: {setting.standard}) [{setting.id}]"
