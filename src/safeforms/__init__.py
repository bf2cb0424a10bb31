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
    from safeforms.assessment import Verdict, VerdictDict
    from safeforms.attempting import Attempt, attempt
    from safeforms.burdens.routes import Burden, burden
    from safeforms.checking import check
    from safeforms.compiling import Assessment, Unanswered
    from safeforms.definition import Form
    from safeforms.examples import Example, example_records
    from safeforms.explanation import Explanation
    from safeforms.faces import to_html, to_markdown, to_text
    from safeforms.library import FormInfo, list_forms, load_form, load_model
    from safeforms.notification import Notification
    from safeforms.places import Place
    from safeforms.printing import print_form
    from safeforms.problems import FormError, Problem, ProblemDict, RecordError, SafeformsError, UsageError
    from safeforms.raw_record import RawRecord
    from safeforms.reading import read_export
    from safeforms.referral import Referral
    from safeforms.summary import Summary
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
    "Assessment": "compiling",
    "Attempt": "attempting",
    "Burden": "burdens.routes",
    "Example": "examples",
    "Explanation": "explanation",
    "Form": "definition",
    "FormError": "problems",
    "FormInfo": "library",
    "Notification": "notification",
    "Place": "places",
    "Problem": "problems",
    "ProblemDict": "problems",
    "RawRecord": "raw_record",
    "RecordError": "problems",
    "Referral": "referral",
    "SafeformsError": "problems",
    "Summary": "summary",
    "Unanswered": "compiling",
    "UsageError": "problems",
    "Verdict": "assessment",
    "VerdictDict": "assessment",
    "assess": "api",
    "attempt": "attempting",
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
    "print_form": "printing",
    "read_export": "reading",
    "refer": "api",
    "summarise": "api",
    "to_html": "faces",
    "to_markdown": "faces",
    "to_text": "faces",
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
