"""voicecoach commands: what one can say, type and press, and when."""

from __future__ import annotations

import argparse

from voicecoach.cli import options
from voicecoach.content.language import load_language
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.phases import TRANSITIONS
from voicecoach.core.talk.items import Kind
from voicecoach.core.talk.state import ALLOWED


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(args: argparse.Namespace) -> int:
    """List the commands."""
    config, _ = options.settings(args)
    for line in lines(load_language(config.language)):
        print(line)
    return 0


def lines(book: Catalogue) -> list[str]:
    """Return the list, one fact a line; the documentation is made of the same lines."""
    found = []
    for command in Command:
        keys = [key for key, target in book.keys.items() if target is command]
        phases = [str(phase) for phase, row in TRANSITIONS.items() if command in row]
        if not phases:
            phases = [f"a question: {kind}" for kind in Kind if command in ALLOWED[kind]]
        found += [
            f"{command.replace('_', ' ').capitalize()}",
            f"  say: {'; '.join(book.phrases[command])}",
            f"  key: {', '.join(keys) or 'none'}",
            f"  when: {', '.join(phases)}",
        ]
    return found
