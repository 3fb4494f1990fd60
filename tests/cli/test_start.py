"""What the command that starts a session does around it."""

from datetime import UTC, datetime

import pytest

from voicecoach.adapters.journals.jsonl import JsonlJournal, read_sessions
from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.cli.start import _save
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Outcome


@pytest.mark.parametrize(
    ("ended", "outcome"), [(True, Outcome.COMPLETED), (False, Outcome.INTERRUPTED)]
)
def test_who_leaves_in_the_questions_after_a_session_has_completed_it(tmp_path, ended, outcome):
    log = JsonlJournal(tmp_path, lambda: datetime.now(UTC))
    journal = RememberingJournal(log, lambda: datetime.now(UTC))
    journal.append(EntryName.SESSION_STARTED, {"level": "low-back-1"})
    if ended:
        journal.append(EntryName.SESSION_ENDED, {"outcome": Outcome.COMPLETED})

    _save(log, journal)
    journal.close()

    assert read_sessions(tmp_path)[0][0].outcome is outcome
