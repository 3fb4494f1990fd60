"""voicecoach listen: show what is heard and what it is taken for, to set up a microphone."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue

from voicecoach.adapters.listeners.ear import Ear
from voicecoach.adapters.listeners.in_step import Dropped, Found, InStep, Verdict
from voicecoach.adapters.listeners.listener import Listener, Report
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.cli import options
from voicecoach.cli.hearing import open_microphone
from voicecoach.cli.keeping import keeping
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.paths import file_of, path_of
from voicecoach.cli.tellings import Telling, as_json, as_line, of_dropped, of_room, of_verdict
from voicecoach.content.language import load_language
from voicecoach.core.commands import NUMBERS, Command
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import Microphone, Recognizer

RATE = 16_000
BLOCK = 512
A_DAY = 86_400
ROOM_EVERY = 5.0
"""Seconds between two lines about the room."""
ANSWERS = NUMBERS | {Command.YES, Command.NO}
"""What is an answer only: not listened for together with the rest, as in a session."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.listening(parser)
    parser.add_argument(
        "--seconds", metavar="N", type=float, help="end after N seconds; else listen until Ctrl-C"
    )
    parser.add_argument(
        "--answers", action="store_true", help="listen for yes, no and numbers instead of commands"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def main(args: argparse.Namespace) -> int:
    """Listen until told otherwise; raises VoicecoachError."""
    config, _ = options.settings(args)
    if config.listening in {"push", "off"}:
        raise ConfigError(
            f"With --listening {config.listening} there is nothing to show; "
            "choose auto, full, half or wake."
        )
    if "none" in {config.microphone, config.recognizer}:
        raise ConfigError("To listen, a microphone and a recognizer are needed; 'none' is neither.")
    book = load_language(config.language)
    if args.seconds is not None and not 0 < args.seconds <= A_DAY:  # nan is neither
        raise ConfigError("--seconds takes a number above 0 and up to 86400, which is a day.")
    path = file_of(config.microphone)
    with ExitStack() as stack:
        keep = keeping(path_of(args.keep_audio)) if args.keep_audio else None
        recognizer = make_recognizer(stack, config, book)
        ear = make_ear(config, recorded=True)  # nothing is played: there is no echo to remove
        ear.allow(ANSWERS if args.answers else frozenset(Command) - ANSWERS)
        show = _Show(ear, recognizer, args.seconds, as_json if args.json else as_line, keep)
        if not args.json:
            example = f'"{book.wake_word}, next"' if config.listening == "wake" else '"next"'
            print(f"Listening with {recognizer.name}. Say a command, for instance {example}.")
        if path:
            show.read(FileMicrophone(path))
            return 0
        if not args.json:
            limit = args.seconds
            print("Press Ctrl-C to stop." if limit is None else f"It ends after {limit:g} seconds.")
        show.listen(stack, open_microphone(config.microphone))
    return 0


@dataclass(slots=True)
class _Show:
    """Prints what an ear hears."""

    ear: Ear
    recognizer: Recognizer
    seconds: float | None
    """How long; None for as long as there is something to hear."""
    line: Callable[[Telling], str]
    keep: Callable[[Verdict], None] | None

    def read(self, microphone: FileMicrophone) -> None:
        """Hear a recording as fast as the machine allows."""
        in_step = InStep(self.ear, self.recognizer)
        every = round(ROOM_EVERY * RATE / BLOCK)
        blocks = microphone.samples // BLOCK + 1
        if self.seconds is not None:
            blocks = min(blocks, round(self.seconds * RATE / BLOCK))
        for at in range(1, blocks + 1):
            self._told(in_step.feed(microphone.read(BLOCK)))
            if at % every == 0:
                self._room(at * BLOCK / RATE)
        self._told(in_step.flush())

    def listen(self, stack: ExitStack, microphone: Microphone) -> None:
        """Hear a microphone until the time is over or Ctrl-C is pressed."""
        inbox: SimpleQueue[Verdict | Dropped | str] = SimpleQueue()
        report = Report(inbox.put, inbox.put, dropped=inbox.put)
        listener = Listener(self.ear, self.recognizer, microphone, report)
        listener.start()
        stack.callback(listener.close)
        begun, next_room = time.monotonic(), ROOM_EVERY
        end = inf if self.seconds is None else self.seconds
        try:
            while (passed := time.monotonic() - begun) < end:
                if passed >= next_room:
                    self._room(next_room)
                    next_room += ROOM_EVERY
                with suppress(Empty):
                    what = inbox.get(timeout=max(0.01, min(next_room, end) - passed))
                    if isinstance(what, str):
                        raise DeviceError(what)
                    self._told([what])
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)

    def _told(self, found: Iterable[Found]) -> None:
        for what in found:
            if isinstance(what, Dropped):
                print(self.line(of_dropped(what)))
            elif isinstance(what, Verdict):
                print(self.line(of_verdict(what)))
                if self.keep:
                    self.keep(what)

    def _room(self, at: float) -> None:
        print(self.line(of_room(at, self.ear.room_dbfs)))
