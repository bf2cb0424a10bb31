"""Hypothesis is deterministic here, so that a red run is red again; no test writes into the home of whoever runs it.

`pytest tests/test_laws.py tests/test_generated_forms.py --hypothesis-profile=at_length` puts the laws to twenty times
as many forms and records, drawn anew each time.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ["SAFEFORMS_CACHE"] = "off"  # in the processes that tests start, too

settings.register_profile(
    "safeforms",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "at_length",
    settings.get_profile("safeforms"),
    derandomize=False,
    max_examples=20 * settings.get_profile("safeforms").max_examples,
    print_blob=True,
)
settings.load_profile("safeforms")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --renew` writes the published schemas anew instead of comparing them."""
    parser.addoption("--renew", action="store_true", help="write schemas/FORM.schema.json anew")
