"""safeforms: safeguarding forms that refuse incomplete assessments and say what the risk of harm is.

Public names load on first use, so that `import safeforms` costs next to nothing.

    from safeforms import load_model, validate, summarise

    verdict = validate(record)            # never raises; verdict.problems says what is wrong
    summary = summarise(record)           # for every readable record, complete or not
    Assessment = load_model("miu")        # an honest pydantic class
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safeforms.api import assess, blank, codegen, copy_for, explain, losses, notify, refer, summarise, validate
    from safeforms.burdens.routes import Burden, burden
    from safeforms.checking import check
    from safeforms.compiled.attempting import Attempt, attempt
    from safeforms.compiled.compiling import Assessment, Unanswered
    from safeforms.definition import Form
    from safeforms.documents.faces import to_html, to_markdown, to_text
    from safeforms.examples import Example, example_records
    from safeforms.explanations.explanation import Explanation
    from safeforms.judgement.assessment import Verdict, VerdictDict
    from safeforms.judgement.raw_record import RawRecord
    from safeforms.language.printing import print_form
    from safeforms.letters.notification import Notification
    from safeforms.letters.referral import Referral
    from safeforms.library import FormInfo, list_forms, load_form, load_model
    from safeforms.places import Place
    from safeforms.problems import FormError, Problem, ProblemDict, RecordError, SafeformsError, UsageError
    from safeforms.reading import read_export
    from safeforms.summaries.summary import Summary
    from safeforms.version import VERSION as __version__  # noqa: N811

__all__ = [
    "Assessment",
    "Attempt",
    "Burden",
    "Example",
    "Explanation",
    "Form",
    "FormError",
    "FormInfo",
    "Notification",
    "Place",
    "Problem",
    "ProblemDict",
    "RawRecord",
    "RecordError",
    "Referral",
    "SafeformsError",
    "Summary",
    "Unanswered",
    "UsageError",
    "Verdict",
    "VerdictDict",
    "__version__",
    "assess",
    "attempt",
    "blank",
    "burden",
    "check",
    "codegen",
    "copy_for",
    "example_records",
    "explain",
    "list_forms",
    "load_form",
    "load_model",
    "losses",
    "notify",
    "print_form",
    "read_export",
    "refer",
    "summarise",
    "to_html",
    "to_markdown",
    "to_text",
    "validate",
]

_ROOMS = {
    "Assessment": "compiled.compiling",
    "Attempt": "compiled.attempting",
    "Burden": "burdens.routes",
    "Example": "examples",
    "Explanation": "explanations.explanation",
    "Form": "definition",
    "FormError": "problems",
    "FormInfo": "library",
    "Notification": "letters.notification",
    "Place": "places",
    "Problem": "problems",
    "ProblemDict": "problems",
    "RawRecord": "judgement.raw_record",
    "RecordError": "problems",
    "Referral": "letters.referral",
    "SafeformsError": "problems",
    "Summary": "summaries.summary",
    "Unanswered": "compiled.compiling",
    "UsageError": "problems",
    "Verdict": "judgement.assessment",
    "VerdictDict": "judgement.assessment",
    "assess": "api",
    "attempt": "compiled.attempting",
    "blank": "api",
    "burden": "burdens.routes",
    "check": "checking",
    "codegen": "api",
    "copy_for": "api",
    "example_records": "examples",
    "explain": "api",
    "list_forms": "library",
    "load_form": "library",
    "load_model": "library",
    "losses": "api",
    "notify": "api",
    "print_form": "language.printing",
    "read_export": "reading",
    "refer": "api",
    "summarise": "api",
    "to_html": "documents.faces",
    "to_markdown": "documents.faces",
    "to_text": "documents.faces",
    "validate": "api",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("safeforms.version").VERSION
    if name not in _ROOMS:
        raise AttributeError(f"module 'safeforms' has no attribute '{name}'")
    return getattr(import_module(f"safeforms.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
