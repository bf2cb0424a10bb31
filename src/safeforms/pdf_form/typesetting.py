"""Pages as HTML -> a tagged PDF with fields, by WeasyPrint, which is asked for no file and no address.

The same form gives the same bytes on one machine: the fonts are those that it has. WeasyPrint stands on Pango, which
is no Python package; where either is missing, one sentence says what to do.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from safeforms.definition import Form
from safeforms.lines import on_one_line
from safeforms.pdf_form.held import lines_held, rows_held
from safeforms.pdf_form.names import CONTENT_PROPERTY, FORM_FIELD, FORM_PROPERTY, VERSION_FIELD, VERSION_PROPERTY
from safeforms.pdf_form.pages import pages
from safeforms.pdf_form.print_style import print_style
from safeforms.problems import UsageError
from safeforms.version import VERSION
from safeforms.wording.outline import outline_of

if TYPE_CHECKING:
    from weasyprint import Document

MISSING: Final = "To make PDFs an extra is needed: pip install 'safeforms[pdf]'. Without it there is --to html."
NO_PANGO: Final = (
    "To make PDFs the system needs Pango, on Debian by: apt-get install libpango-1.0-0 libpangoft2-1.0-0. "
    "Without it there is --to html."
)
A_DAY: Final = "D:20000101000000Z"
"""Stands where the clock would: the same form must give the same bytes."""


def typeset(form: Form, *, texts: Mapping[str, str]) -> "Document":
    """The pages of a form with room for these texts; UsageError where a part of the machine is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError:
        raise UsageError(MISSING) from None
    except OSError:  # its own word for a missing library of the system
        raise UsageError(NO_PANGO) from None
    outline = outline_of(form)
    style = print_style(outline, lines=lines_held(outline, texts))
    html = pages(outline, style=style, rows=rows_held(outline, texts))
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).render(pdf_forms=True)


def written(document: "Document", form: Form, *, texts: Mapping[str, str]) -> bytes:
    """The PDF of a form's pages with a record written into it."""
    from pydyf import PDF

    from safeforms.pdf_form.fields import finish, text_string

    def finished(_: "Document", pdf: PDF) -> None:
        known_as = {FORM_FIELD: form.id, VERSION_FIELD: form.version}
        finish(pdf, outline=outline_of(form), known_as=known_as, texts=texts)
        said = {FORM_PROPERTY: form.id, VERSION_PROPERTY: form.version, CONTENT_PROPERTY: form.content_hash}
        said |= {"Subject": outline_of(form).version_line, "Creator": f"safeforms {VERSION}"}
        pdf.info.update({name: text_string(on_one_line(words)) for name, words in said.items()})
        pdf.info.update({"CreationDate": f"({A_DAY})", "ModDate": f"({A_DAY})"})

    made = document.write_pdf(finisher=finished, pdf_variant="pdf/ua-1", pdf_forms=True)
    assert isinstance(made, bytes)
    return made
