"""Hypothesis is deterministic here, so that a red run is red again."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "safeforms",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("safeforms")
