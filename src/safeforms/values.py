"""Frozen dataclasses that cost little to load: a drop-in for `dataclass(frozen=True, slots=True)`.

Python writes and compiles six methods for each dataclass when its module is loaded, and a process that judges one
record calls almost none of them. Here they are closures, and `__init__` is written when the first instance is made
by calling the class (unpickling does not). Type checkers see the dataclass of Python.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen, slots=False, kw_only=False):
        """The decorator; of the options it takes those that a frozen value needs."""
        assert frozen, "only frozen values are made here"

        def decorated(raw):
            assert not hasattr(raw, "__post_init__"), "nothing would call it"
            raw.__doc__ = raw.__doc__ or raw.__name__  # or Python would look for a signature to put there
            cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(raw)
            cls.__dataclass_params__.frozen = True  # so that a frozen class of Python's own may derive from it
            methods = {**_of_a_value(cls), **_of_a_constant(), **(_of_a_pickle(cls) if slots else {})}
            for name, method in methods.items():
                if name not in raw.__dict__:
                    setattr(cls, name, method)
            return cls

        return decorated


Methods = dict[str, Callable[..., object]]


def _of_a_value(cls: type) -> Methods:
    """How instances are made, shown and compared."""
    fields = dataclasses.fields(cls)
    compared = _values([field.name for field in fields if field.compare])

    def init(self: object, *values: object, **named: object) -> None:
        like = [(field.name, field.type, field) for field in fields]
        written = vars(dataclasses.make_dataclass(cls.__name__, like, repr=False, eq=False, frozen=True))["__init__"]
        type.__setattr__(cls, "__init__", written)
        written(self, *values, **named)

    def shown(self: object) -> str:
        parts = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr)
        return f"{self.__class__.__qualname__}({parts})"

    def equal(self: object, other: object) -> object:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(compared(self))

    return {"__init__": init, "__repr__": shown, "__eq__": equal, "__hash__": hashed}


def _of_a_constant() -> Methods:
    """Nothing changes."""

    def unassigned(_self: object, name: str, _: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def undeleted(_self: object, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    return {"__setattr__": unassigned, "__delattr__": undeleted}


def _of_a_pickle(cls: type) -> Methods:
    """Slots have no dictionary that `pickle` could fill."""
    names = [field.name for field in dataclasses.fields(cls)]

    def restored(self: object, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    state = _values(names)
    return {"__getstate__": lambda self: state(self), "__setstate__": restored}


def _values(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """The values of some attributes."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple(getattr(item, name) for name in names)
