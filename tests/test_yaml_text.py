"""YAML that means what a clinician typed, and the place of every value."""

import pytest

from safeforms.language.yaml_text import DEEPEST, LONGEST, read_yaml
from safeforms.problems import FormError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("true", True),
        ("false", False),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("07700 900123", "07700 900123"),
        ("1_000", "1_000"),
        ("2026-03-31", "2026-03-31"),
        ("5", 5),
        ("-5", -5),
        ("2.50", 2.5),
        ("1e5", "1e5"),
        ("0x10", "0x10"),
        ("'5'", "5"),
        ("'true'", "true"),
        ("~", None),
        ("", None),
        (".nan", ".nan"),
        ("9" * 30, "9" * 30),
    ],
)
def test_a_scalar_means_what_was_typed(text: str, meant: object) -> None:
    assert read_yaml(f"key: {text}", file="t.yaml").data == {"key": meant}


def test_keys_are_text_as_written() -> None:
    assert read_yaml("no: 1\n12: 2\ntrue: 3", file="t.yaml").data == {"no": 1, "12": 2, "true": 3}


def test_every_value_and_key_has_its_place() -> None:
    text = read_yaml("a:\n  - b: x\n    c: [1, 2]\n", file="t.yaml")

    assert str(text.place(("a", 0, "c", 1))) == "t.yaml:3:12"
    assert str(text.keys[("a", 0, "c")]) == "t.yaml:3:5"
    assert str(text.place(("a", 0, "unknown"))) == "t.yaml:2:5"


def test_words_left_over_by_a_comma_in_braces_are_noted() -> None:
    text = read_yaml("a: {when: all(t, c is p)}\nb: {x: 1}", file="t.yaml")

    assert text.cut == {("a", "c is p)")}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1\nb: *x", "form.yaml", "t.yaml:1:4"),
        ("a: 1\nb: 2\na: 3", "form.yaml", "t.yaml:3:1"),
        ("{a: 1, a: 2}", "form.yaml", "t.yaml:1:8"),
        ("a: !!python/object/apply:os.system [x]", "form.yaml", "t.yaml:1:4"),
        ("<<: {a: 1}\n<<: {b: 2}", "form.yaml", "t.yaml:2:1"),
        ("a: 1\n---\nb: 2", "form.yaml", "t.yaml:2:1"),
        ("? [a, b]\n: 1", "form.yaml", "t.yaml:1:3"),
        ("a: [1, 2", "form.yaml", "t.yaml:2:1"),
        ("a: \u202eb", "form.hidden_character", "t.yaml:1:4"),
        ("a: \x07", "form.yaml", "t.yaml"),
        ("[" * 100_000, "form.yaml", f"t.yaml:1:{DEEPEST + 1}"),
        ("a" * (LONGEST + 1), "form.too_large", "t.yaml"),
        ("- a\n" * 100_001, "form.yaml", "t.yaml:100000:3"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_no_form_needs_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    with pytest.raises(FormError) as caught:
        read_yaml(text, file="t.yaml")

    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == (code, place)
    assert problem.message.endswith(".")
