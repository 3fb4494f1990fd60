"""The summaries that the people of `test_years` get in their year.

They are kept beside this file, and are written again in the same way.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.progress.test_years import LIVES, START, lived
from levels import BOOK
from training import LEVELS
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import Place, tell_story

SUMMARIES = Path(__file__).parent / "summaries"
DAYS = (3, 46, 138, 200, 300, 364)
"""Of the year: among them the end of a break, a flare, and a lock."""


def summary(records, today) -> str:
    """Return what `voicecoach progress` prints on ``today``."""
    known = [record for record in records if record.started[:10] <= str(today)]
    levels = {level.id: level for level in LEVELS}
    level = next(levels[record.level] for record in reversed(known) if record.sets)
    story = tell_story(
        known,
        (),
        place=Place(level, standing(level, known, today)),
        verdict=decide(LEVELS, known, today),
        today=today,
        book=BOOK,
    )
    return "\n".join([f"On {today}:", *story.sentences, ""])


@pytest.mark.parametrize("name", LIVES)
def test_a_year_is_summed_up_as_it_was(name):
    records = lived(name).records
    told = "\n".join(summary(records, START + timedelta(days=day)) for day in DAYS)
    kept = SUMMARIES / f"{name}.txt"
    if os.environ.get("KEEP_YEARS"):
        SUMMARIES.mkdir(exist_ok=True)
        kept.write_text(told, encoding="utf-8")

    assert told == kept.read_text(encoding="utf-8")
