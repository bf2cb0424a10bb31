"""The version of this package, read from its metadata; `0+unknown` where it was never installed."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final


def _installed() -> str:
    try:
        return version("safeforms")
    except PackageNotFoundError:
        return "0+unknown"


VERSION: Final = _installed()
