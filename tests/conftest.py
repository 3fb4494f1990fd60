"""Settings for all tests."""

from hypothesis import HealthCheck, settings

# The first draw of text on a new machine builds a table of Unicode, which takes seconds.
settings.register_profile("voicecoach", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("voicecoach")
