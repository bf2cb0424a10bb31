"""Our frozen dataclasses are what those of Python are: each is made in both ways and compared."""

import copy
import dataclasses
import pickle
import threading
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import pytest

from safeforms import conditions, definition, questions, values

OURS: Callable[..., Any] = values.dataclass
PYTHONS: Callable[..., Any] = dataclasses.dataclass


def pair(decorator: Callable[..., Any], **options: bool) -> Any:
    @decorator(frozen=True, **options)
    class Pair:
        """Two things and what lies beside them."""

        first: int
        second: "Mapping[str, Pair] | str" = "two"
        beside: list[int] = field(default_factory=list, compare=False)
        hidden: str = field(default="hidden", repr=False)

        @property
        def both(self) -> tuple[object, object]:
            return self.first, self.second

    return Pair


BOTH = pytest.mark.parametrize("decorator", [OURS, PYTHONS], ids=["ours", "Python's"])
OPTIONS = pytest.mark.parametrize("options", [{}, {"slots": True}, {"slots": True, "kw_only": True}], ids=str)


@BOTH
@OPTIONS
def test_a_value_is_made_shown_and_compared(decorator: Callable[..., Any], options: dict[str, bool]) -> None:
    kind = pair(decorator, **options)
    one, same, other = kind(first=1), kind(first=1, beside=[7]), kind(first=2)

    assert (one.both, one.beside, one.hidden) == ((1, "two"), [], "hidden")
    assert one.beside is not other.beside
    assert repr(one) == f"{kind.__qualname__}(first=1, second='two', beside=[])"
    assert one == same != other
    assert hash(one) == hash(same)
    assert one != pair(decorator, **options)(first=1)
    assert (one == 1) is False
    assert kind.__doc__ == "Two things and what lies beside them."
    assert dataclasses.replace(one, first=2) == other
    assert [f.name for f in dataclasses.fields(kind)] == ["first", "second", "beside", "hidden"]


@BOTH
@OPTIONS
def test_nothing_of_a_value_changes(decorator: Callable[..., Any], options: dict[str, bool]) -> None:
    one = pair(decorator, **options)(first=1)
    for name in ("first", "new"):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):  # TypeError: a slip of Python 3.11
            setattr(one, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.first
    assert one.first == 1


@BOTH
def test_what_is_given_wrongly_is_refused(decorator: Callable[..., Any]) -> None:
    for given, options in (((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"slots": True, "kw_only": True})):
        kind = pair(decorator, **options)
        for _ in range(2):
            with pytest.raises(TypeError, match=r"__init__\(\)"):
                kind(*given)
        with pytest.raises(TypeError, match="unexpected keyword argument 'third'"):
            kind(first=1, third=3)


@BOTH
def test_a_pattern_takes_a_value_apart(decorator: Callable[..., Any]) -> None:
    assert pair(decorator, slots=True).__match_args__ == ("first", "second", "beside", "hidden")
    assert pair(decorator, kw_only=True).__match_args__ == ()


def test_values_are_pickled_and_copied_before_any_was_made_by_hand() -> None:
    number, always = conditions.Number(7), conditions.Always()
    option = questions.Option(id="yes", text="Yes", note=always)
    for value in (number, always, option, conditions.Both((always, conditions.Not(conditions.Truth("x"))))):
        for other in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert other == value
            assert (other is value) is False
            assert hash(other) == hash(value)


def test_two_threads_may_make_the_first_instance() -> None:
    for _ in range(20):
        kind, made = pair(OURS, slots=True), list[object]()
        threads = [threading.Thread(target=lambda kind=kind, made=made: made.append(kind(first=1))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [kind(first=1)] * 4


def test_every_class_of_a_form_is_a_frozen_dataclass() -> None:
    for room in (conditions, questions, definition):
        for kind in vars(room).values():
            if isinstance(kind, type) and kind.__module__ == room.__name__:
                assert dataclasses.is_dataclass(kind)
                assert kind is definition.Form or not hasattr(kind, "__dict__") or "__slots__" in vars(kind)
