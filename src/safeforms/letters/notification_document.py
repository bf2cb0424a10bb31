"""Notification -> Document: first that it is no referral and what it says of a concern, then who, when, where and why.

The title names nobody but the recipient: browsers remember it.
"""

from collections.abc import Iterator

from safeforms.clock import moment_in_words
from safeforms.documents.document import (
    Banner,
    Block,
    Document,
    Fact,
    Facts,
    Item,
    Items,
    Mark,
    Paragraph,
    Quote,
    Section,
)
from safeforms.documents.document_ends import WITHOUT_ID, last_words, running
from safeforms.letters.notification_shown import NO_REFERRAL, NotificationFields
from safeforms.letters.referral_document import AS_ASKED, CALL_BACK
from safeforms.lines import by_when
from safeforms.summaries.summary_found import answers
from safeforms.summaries.summary_items import Finding


def notification_document(notification: NotificationFields) -> Document:
    """The whole notification for people."""
    return Document(
        title=f"Notification (not a referral) to: {notification.recipient_name}",
        blocks=tuple(_blocks(notification)),
        last=last_words(notification),
        running=running(notification, record=notification.record_id or WITHOUT_ID),
    )


def _blocks(notification: NotificationFields) -> Iterator[Block]:
    levels = [finding.level for finding in notification.findings]
    mark: Mark = "" if notification.concern != "carried" else "red" if "red" in levels else "amber"
    yield Banner(
        text=notification.concern_words,
        mark=mark,
        below=tuple(filter(None, (notification.concern_basis, *notification.on_the_whole, NO_REFERRAL))),
    )
    yield _who(notification)
    yield _why(notification)
    if notification.statement:
        yield Section(
            title="Risk of harm, in the professional's own words", blocks=(Quote(text=notification.statement),)
        )
    if notification.words:
        quotes = tuple(Quote(of=item.question, text=item.answer) for item in notification.words)
        yield Section(title="Seen and said, word for word", blocks=quotes)
    if notification.family:
        yield Section(title="Family and home", blocks=(answers(notification.family),))
    yield Section(title="What you are asked to do", blocks=(Paragraph(text=notification.asked),))
    yield _sender(notification)
    if notification.left_out:
        items = tuple(Item(text=text) for text in notification.left_out)
        leaves = Paragraph(text="A notification for you leaves out, whether or not there is any:")
        yield Section(title="What is not in it", blocks=(leaves, Items(items=items)))


def _who(notification: NotificationFields) -> Section:
    assessed = moment_in_words(notification.assessed_at) if notification.assessed_at else "(not recorded)"
    person = (Fact(name=item.question, value=item.answer) for item in notification.person)
    seen = (Fact(name=item.question, value=item.answer) for item in notification.seen)
    safely = [notification.safe_contact] if notification.safe_contact else []
    contact = (Fact(name=item.question, value=item.answer) for item in safely)
    facts = (*person, *contact, Fact(name="Assessed", value=assessed), *seen)
    return Section(title="Who, when and where", blocks=(Facts(facts=facts),))


def _why(notification: NotificationFields) -> Section:
    blocks: list[Block] = (
        [Items(items=tuple(Item(text=text) for text in notification.news))] if notification.news else []
    )
    blocks += (_finding(finding, notification) for finding in notification.findings)
    blocks.append(Paragraph(text=f"To be told {notification.within}{by_when(notification.due)}.", faint=True))
    return Section(title="Why you are told", blocks=tuple(blocks))


def _finding(finding: Finding, notification: NotificationFields) -> Section:
    """What was found, why as far as the recipient may know, and the answers that they may read."""
    above = {item.path for item in (*notification.person, *notification.seen)}
    assessed = moment_in_words(notification.assessed_at) if notification.assessed_at else None
    evidence = tuple(item for item in finding.evidence if item.path not in above and item.answer != assessed)
    blocks: list[Block] = [Paragraph(text=f"Because {finding.because}.")] if finding.because else []
    blocks += [answers(evidence)] if evidence else []
    blocks = blocks or [Paragraph(text="What it rests on is not in a notification for you. Call back for it.")]
    return Section(title=finding.concern, tag=finding.level.upper(), mark=finding.level, blocks=tuple(blocks))


def _sender(notification: NotificationFields) -> Section:
    call_back = Fact(name="Call back on", value=notification.call_back or CALL_BACK)
    return Section(title="Whom to call back", blocks=(Facts(facts=(call_back,)), AS_ASKED))
