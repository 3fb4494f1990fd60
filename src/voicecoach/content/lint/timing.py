"""Rules on the timelines, gathered: what comes when, and what silence follows it."""

from voicecoach.content.lint import announcing, beats, stillness

RULES = (*announcing.RULES, *beats.RULES, *stillness.RULES)
"""C25 to C29, as far as they concern time."""
