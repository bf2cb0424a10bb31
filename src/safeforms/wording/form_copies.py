"""What a form's page says of copies: of which kind a question is, and who may have a copy of what."""

from collections.abc import Iterable, Iterator, Mapping

from safeforms.definition import Form
from safeforms.questions import Question
from safeforms.summary_parts import HOME, Copy
from safeforms.wording.markdown_text import escaped
from safeforms.wording.words import sentence_case


def sensitive_in_words(question: Question, *, form: Form) -> tuple[str, ...]:
    """That a question is sensitive, and of which kinds; empty where it is not."""
    if not question.sensitive:
        return ()
    kinds = "; ".join(words for kind, words in form.kinds.items() if kind in question.kinds)
    return (f"sensitive ({kinds or 'only in copies that have everything'})",)


def copies_lines(form: Form) -> Iterator[str]:
    """Who has everything, who may have each kind, and what may reach the home."""
    copies = {name: form.copies.get(name, Copy(recipient=name)).carries for name in form.recipients}
    yield "Whoever is told may have a copy. What is not sensitive, all may have; of the rest:"
    yield ""
    yield f"- Everything: {_listed(name for name, carried in copies.items() if carried is None)}."
    for kind, words in _kinds_asked(form).items():
        holders = _listed(name for name, carried in copies.items() if carried is not None and kind in carried)
        yield f"- {escaped(sentence_case(words))}: also {holders}."
    home = form.copies.get(HOME)
    if home is None:
        yield "- No copy may be made that could reach the home."
        return
    yield f"- A copy that could reach the home: {_in_words(form, home.carries)}."
    if home.by_safe_contact:
        yield f"  - If it goes by the way that the record says is safe, also: {_in_words(form, home.by_safe_contact)}."


def _kinds_asked(form: Form) -> Mapping[str, str]:
    asked = frozenset().union(*(question.kinds for _, question in form.walk()))
    return {kind: words for kind, words in form.kinds.items() if kind in asked}


def _listed(recipients: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in recipients) or "nobody"


def _in_words(form: Form, kinds: frozenset[str] | None) -> str:
    words = (words for kind, words in form.kinds.items() if kinds is None or kind in kinds)
    return escaped("; ".join(words)) or "nothing that is sensitive"
