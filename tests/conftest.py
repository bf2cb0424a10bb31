"""Hypothesis is deterministic here, so that a red run is red again; no test writes into the home of whoever runs it.

`pytest tests/test_laws.py tests/test_generated_forms.py --hypothesis-profile=at_length` puts the laws to twenty times
as many forms and records, drawn anew each time.

Nothing here changes what is tested, only how long it takes: compiled modules are kept, what was collected is not
looked through for garbage, and each of several workers gets whole files as long as there are any.
"""

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

os.environ["SAFEFORMS_CACHE"] = "off"  # in the processes that tests start, too

# Else each process that a test starts would compile the whole package anew, and most of the test would be that.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

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


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What stands now stays to the end of the run: the search for garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """`-n` alone: each worker has a row of files, whose fixtures and caches it needs once, and then helps others."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None
