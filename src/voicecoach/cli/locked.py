"""What somebody is told who takes a session along while the programme is locked."""

from __future__ import annotations

import argparse

from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli import options
from voicecoach.cli.own_days import on_own_days
from voicecoach.content.language import load_language
from voicecoach.core.talk.flags import standing_lock


def lock_notice(args: argparse.Namespace) -> tuple[str, ...]:
    """Return sentences that say that the programme is locked; none while it is open.

    A file asks nobody how they are, so it cannot keep the lock by itself.
    """
    one = argparse.Namespace(data_dir=args.data_dir, language=args.language)
    config, places = options.settings(one)
    if standing_lock(on_own_days(read_sessions(places.data)[0])) is None:
        return ()
    book = load_language(config.language)
    return (
        book.say("verdict_locked"),
        "The files are written all the same, but do not exercise with them yet.",
        book.say("lock_until"),
    )
