"""voicecoach listen: show what is heard and what it is taken for, to set up a microphone."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, SimpleQueue

from voicecoach.adapters.listeners.ear import Ear
from voicecoach.adapters.listeners.in_step import Dropped, Found, InStep, Verdict
from voicecoach.adapters.listeners.listener import Listener, Report
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.cli import options
from voicecoach.cli.hearing import open_microphone
from voicecoach.cli.keeping import keeping
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.paths import file_of
from voicecoach.cli.tellings import Telling, as_json, as_line, of_dropped, of_room, of_verdict
from voicecoach.content.language import load_language
from voicecoach.core.commands import NUMBERS, Command
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import Recognizer

RATE = 16_000
BLOCK = 512
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
    path = file_of(config.microphone)
    with ExitStack() as stack:
        keep = keeping(Path(args.keep_audio)) if args.keep_audio else None
        recognizer = make_recognizer(stack, config, book)
        # Nothing is played here, so there is no echo to remove.
        ear = make_ear(config, recorded=True)
        ear.allow(ANSWERS if args.answers else frozenset(Command) - ANSWERS)
        show = as_json if args.json else as_line

        def tell(telling: Telling) -> None:
            print(show(telling))

        def found(what: Verdict | Dropped) -> None:
            if isinstance(what, Dropped):
                tell(of_dropped(what))
                return
            tell(of_verdict(what))
            if keep:
                keep(what)

        if not args.json:
            example = f'"{book.wake_word}, next"' if config.listening == "wake" else '"next"'
            print(f"Listening with {recognizer.name}. Say a command, for instance {example}.")
        if path:
            _read(FileMicrophone(path), ear, recognizer, found, tell, args.seconds)
        else:
            _listen(stack, config.microphone, ear, recognizer, found, tell, args)
    return 0


def _read(
    microphone: FileMicrophone,
    ear: Ear,
    recognizer: Recognizer,
    found: Callable[[Verdict | Dropped], None],
    tell: Callable[[Telling], None],
    limit: float | None,
) -> None:
    """Hear a recording as fast as the machine allows."""
    in_step = InStep(ear, recognizer)
    every = round(ROOM_EVERY * RATE / BLOCK)
    blocks = microphone.samples // BLOCK + 1
    if limit is not None:
        blocks = min(blocks, round(limit * RATE / BLOCK))

    def told(things: list[Found]) -> None:
        for thing in things:
            if not isinstance(thing, bool):
                found(thing)

    for at in range(1, blocks + 1):
        told(in_step.feed(microphone.read(BLOCK)))
        if at % every == 0:
            tell(of_room(at * BLOCK / RATE, ear.room_dbfs))
    told(in_step.flush())


def _listen(
    stack: ExitStack,
    name: str,
    ear: Ear,
    recognizer: Recognizer,
    found: Callable[[Verdict | Dropped], None],
    tell: Callable[[Telling], None],
    args: argparse.Namespace,
) -> None:
    """Hear a microphone until the time is over or Ctrl-C is pressed."""
    inbox: SimpleQueue[Verdict | Dropped | str] = SimpleQueue()
    microphone = open_microphone(name)
    report = Report(inbox.put, inbox.put, dropped=inbox.put)
    listener = Listener(ear, recognizer, microphone, report)
    listener.start()
    stack.callback(listener.close)
    if not args.json:
        print("Press Ctrl-C to stop." if args.seconds is None else f"For {args.seconds:g} seconds.")
    begun = time.monotonic()
    next_room = ROOM_EVERY
    try:
        while args.seconds is None or time.monotonic() - begun < args.seconds:
            passed = time.monotonic() - begun
            wait = next_room - passed
            if args.seconds is not None:
                wait = min(wait, args.seconds - passed)
            try:
                what = inbox.get(timeout=max(0.01, wait))
            except Empty:
                if time.monotonic() - begun >= next_room:
                    tell(of_room(next_room, ear.room_dbfs))
                    next_room += ROOM_EVERY
                continue
            if isinstance(what, str):
                raise DeviceError(what)
            found(what)
    except KeyboardInterrupt:
        if not args.json:
            print("Stopped.")
