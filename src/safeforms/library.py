"""Names and paths of forms -> definitions and models.

A bundled form is proven by the tests and loaded without checks. A form in a folder of your own is checked when it is
first asked for, and both are then kept for the life of the process; a form by its path is read and checked each time.
Parts are looked for in the form's own folder, then among the bundled ones. Under the settings of a site every form
comes as that site uses it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.bundled import bundled_ids, bundled_text, form_schema, schema_text
from safeforms.definition import Form
from safeforms.folders import SUFFIXES, forms_in, misnamed, misplaced, part_text, refuse_no_file, text_of
from safeforms.loading import loaded_form
from safeforms.problems import FormError, Problem, UsageError
from safeforms.values import dataclass

if TYPE_CHECKING:
    from safeforms.compiled.compiling import Assessment
    from safeforms.language.yaml_text import YamlText


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInfo:
    """A form in a list. `file` is empty for a bundled one; a form with `problems` has neither version nor title."""

    id: str
    version: str
    title: str
    file: str = ""
    problems: tuple[Problem, ...] = ()


class Library:
    """Which forms there are: the bundled ones, and those in folders of your own; `site` is what a site has set of them.

    `library_of` makes one. `own` has the files of each own id. An id that has two files, or is that of a bundled form,
    is a problem where it is used, for a record that names it must mean one thing.
    """

    def __init__(self, folders: tuple[Path, ...] = (), *, site: "YamlText | None" = None) -> None:
        self.folders, self.site = folders, site
        self.own: Mapping[str, tuple[Path, ...]] = forms_in(folders)
        self._read: dict[str, Form | tuple[Problem, ...]] = {}
        self._local: dict[str, Form] = {}

    @property
    def ids(self) -> list[str]:
        """Every id in the order of the alphabet."""
        return sorted({*bundled_ids(), *self.own})

    def named(self, name: str) -> Form | None:
        """The form of an id, None where there is none: what a record names is never taken for a path.

        FormError with every problem where it cannot be used.
        """
        form = self._standard(name)
        return form and self._as_used_here(form)

    def _standard(self, name: str) -> Form | None:
        """The form of an id without what a site has set."""
        if name not in self.own:
            return _bundled_form(name) if name in bundled_ids() else None
        if name not in self._read:
            self._read[name] = self._own_form(name)
        found = self._read[name]
        if isinstance(found, Form):
            return found
        raise FormError(found)

    def load(self, form: str | Path | Form) -> Form:
        """The form of an id or at a path, or one that is loaded, as the site uses it.

        UsageError where there is none, FormError where it cannot be used.
        """
        if isinstance(form, Form):
            return self._as_used_here(form)
        found = self.named(form) if isinstance(form, str) else None
        if found is not None:
            return found
        if not Path(form).exists():
            raise UsageError(self._no_form(str(form)))
        return self._as_used_here(_form_at(Path(form)))

    def listed(self, name: str) -> FormInfo:
        """The form of an id as it stands in a list."""
        file = str(self.own[name][0]) if name in self.own else ""
        try:
            form = self.load(name)
        except FormError as error:
            return FormInfo(id=name, version="", title="", file=file, problems=error.problems)
        return FormInfo(id=name, version=form.version, title=form.title, file=file)

    def clashes(self, name: str) -> list[Problem]:
        """What else has the id of an own form."""
        files = self.own.get(name, ())
        if name in bundled_ids():
            what = "has the id of a bundled form: give it an id of its own, and its file the same name."
            return [misplaced("form.clash", f"The form '{name}' {what}", file) for file in files]
        what = f"is defined here and at {files[0]}: keep one, or give one another id." if files else ""
        return [misplaced("form.clash", f"The form '{name}' {what}", file) for file in files[1:]]

    def site_problems(self) -> list[Problem]:
        """What is wrong with the settings of the site, each once; forms that cannot be used are left aside."""
        from safeforms.language.sites import names_of, unknown_names

        if self.site is None:
            return []
        forms = list(self._standards())
        found = list(unknown_names(self.site, among=names_of(forms)))
        for form in forms:
            try:
                self._as_used_here(form)
            except FormError as error:
                found += error.problems
        return list({(problem.message, problem.place): problem for problem in found}.values())

    def _standards(self) -> Iterator[Form]:
        for name in self.ids:
            with suppress(FormError):
                form = self._standard(name)
                if form:
                    yield form

    def _as_used_here(self, form: Form) -> Form:
        if self.site is None:
            return form
        if form.definition not in self._local:
            from safeforms.language.sites import localised

            self._local[form.definition] = localised(form, site=self.site)
        return self._local[form.definition]

    def _own_form(self, name: str) -> Form | tuple[Problem, ...]:
        clashes = self.clashes(name)
        if clashes:
            return tuple(clashes)
        file = self.own[name][0]
        try:
            refuse_no_file(file)
            form = _form_at(file)
        except FormError as error:
            return error.problems
        except UsageError as error:
            return (Problem(code="form.file", message=str(error)),)  # which says where
        return tuple(misnamed(form.id, file)) or form

    def _no_form(self, name: str) -> str:
        if name.endswith(SUFFIXES) or "/" in name:
            return f"There is no file {name}."
        from difflib import get_close_matches

        close = get_close_matches(name, self.ids, n=1)
        known = ", ".join(self.ids)
        return f"There is no form '{name}'" + (f": did you mean '{close[0]}'?" if close else f". There are: {known}.")


FormsDir = str | Path | Sequence[str | Path] | Library | None
"""A folder of forms of your own, or several; None: none. A library that is there already stands for itself."""

BUNDLED: Final = Library()


def library_of(forms_dir: FormsDir = None, *, settings: str | Path | None = None) -> Library:
    """The bundled forms and those in these folders, under a site's settings: the same library each time in one process.

    UsageError where a folder is none or holds no form, FormError where the settings are wrong.
    """
    if isinstance(forms_dir, Library):
        if settings is not None:
            raise UsageError("A library has its settings from where it was made: give them there.")
        return forms_dir
    names = [forms_dir] if isinstance(forms_dir, str | Path) else forms_dir or ()
    if not names and settings is None:
        return BUNDLED
    text = None if settings is None else text_of(Path(settings))
    return _library(tuple(map(str, names)), Path.cwd(), str(settings), text)


def list_forms(*, forms_dir: FormsDir = None) -> tuple[FormInfo, ...]:
    """The bundled forms and your own by id; those that cannot be used too, with their problems."""
    library = library_of(forms_dir)
    return tuple(library.listed(name) for name in library.ids)


def load_form(form: str | Path, *, forms_dir: FormsDir = None, settings: str | Path | None = None) -> Form:
    """The definition of a form by id, bundled or in a folder of your own, or by path; as a site uses it.

    UsageError where there is none, FormError with every problem where it is not a form, or the settings are wrong.
    """
    return library_of(forms_dir, settings=settings).load(form)


def load_model(
    form: str | Path | Form, *, forms_dir: FormsDir = None, settings: str | Path | None = None
) -> "type[Assessment]":
    """The pydantic class of a form; the same class each time in one process. Raises as `load_form`."""
    from safeforms.compiled.compiling import compile_model

    return compile_model(library_of(forms_dir, settings=settings).load(form))


def part_reader(*folders: Path) -> "Callable[[str], YamlText]":
    """Reads a part by its name: from these folders, then from the bundled parts."""
    from safeforms.language.yaml_text import read_yaml

    def read(name: str) -> "YamlText":
        file, text = part_text(name, folders=folders)
        return read_yaml(text, file=file)

    return read


@cache
def _library(names: tuple[str, ...], here: Path, file: str, settings: str | None) -> Library:
    """The library of some folders, as their names are meant where we stand, and of the text of a settings file."""
    if "" in names:
        raise UsageError("There is no folder without a name.")
    folders = tuple({here / name: Path(name) for name in names}.values())
    if settings is None:
        return Library(folders)
    library = Library(folders, site=_site(settings, file=file))
    problems = library.site_problems()
    if problems:
        raise FormError(problems)
    return library


def _site(settings: str, *, file: str) -> "YamlText":
    from safeforms.language.sites import check_site_shape
    from safeforms.language.yaml_text import read_yaml

    site = read_yaml(settings, file=file)
    check_site_shape(site, schema=form_schema())
    return site


@cache
def _bundled_form(name: str) -> Form:
    return loaded_form(bundled_text(name), file=f"forms/{name}.yaml", part_text=partial(part_text, folders=()))


def _form_at(path: Path) -> Form:
    """A form of your own, checked."""
    reader = partial(part_text, folders=(path.parent,))
    return loaded_form(text_of(path), file=str(path), part_text=reader, schema=schema_text())
