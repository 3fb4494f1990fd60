"""voicecoach advice: short pieces on living with a sore back, to read, to hear, to take along."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches

from voicecoach.cli import options
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.advice import load_advice
from voicecoach.core.advice import Advice
from voicecoach.errors import ConfigError, quoted

ALL = "all"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "topics", nargs="*", metavar="TOPIC", help="topics to read, or all; none lists them"
    )
    parser.add_argument("--say", action="store_true", help="speak them as well")
    parser.add_argument(
        "--speaker", metavar="WHAT", help="default, none, a device's name, or file:OUT.wav"
    )
    parser.add_argument(
        "--voice", metavar="NAME", help="engine, or engine:voice; see 'voicecoach voices'"
    )
    parser.add_argument("--speed", metavar="X", help="of speech, 0.7 to 1.6; default 1.0")
    parser.add_argument("--output", metavar="DIR", help="write a sound file of each topic to DIR")
    parser.add_argument(
        "--format", default="mp3", metavar="NAME", help="mp3, m4b, opus, flac or wav; default mp3"
    )
    parser.add_argument("--force", action="store_true", help="replace files of the same name")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def main(args: argparse.Namespace) -> int:
    """List, print, speak or write pieces; raises VoicecoachError."""
    config, places = options.settings(args)
    pieces = load_advice(config.language)
    if (args.say or args.output) and not args.topics:
        raise ConfigError("Name the topics to speak or to write, or all.")
    if args.json and (args.say or args.output):
        raise ConfigError("--json prints only; leave --say and --output out.")
    chosen = choose(pieces, args.topics) if args.topics else pieces
    if args.json:
        print(json.dumps([asdict(piece) for piece in chosen], indent=2, ensure_ascii=False))
    elif not args.topics:
        _print(listing(pieces))
    elif args.say or args.output:
        _sound(config, places, chosen, args)
    else:
        _print(page(chosen))
    return 0


def choose(pieces: Sequence[Advice], topics: Sequence[str]) -> tuple[Advice, ...]:
    """Return the pieces of ``topics`` in the order asked for, each once.

    Raises:
        ConfigError: there is no such topic.
    """
    by_id = {piece.id: piece for piece in pieces}
    if ALL in topics:
        topics = [*by_id, *(topic for topic in topics if topic != ALL)]
    for topic in topics:
        if topic not in by_id:
            near = get_close_matches(topic.lower(), (*by_id, ALL), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(by_id)}, all."
            raise ConfigError(f"There is no advice on {quoted(topic)}; {hint}")
    return tuple(by_id[topic] for topic in dict.fromkeys(topics))


def listing(pieces: Sequence[Advice]) -> Iterator[str]:
    """Yield the topics, one a line, and what to do next."""
    for piece in pieces:
        yield f"{piece.id}: {piece.title}"
    yield f"To read one: voicecoach advice {pieces[0].id}"
    yield f"To hear one: voicecoach advice {pieces[0].id} --say"


def page(pieces: Sequence[Advice]) -> Iterator[str]:
    """Yield pieces in full, a sentence or a source a line, an empty line between two pieces."""
    for piece in pieces:
        if piece is not pieces[0]:
            yield ""
        yield from piece.spoken
        yield from (f"Source: {source}" for source in piece.sources)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


def _sound(
    config: Config, places: Places, chosen: tuple[Advice, ...], args: argparse.Namespace
) -> None:
    """Speak ``chosen``, or write a sound file of each, or both."""
    from voicecoach.cli.advice_sound import Studio, targets  # with numpy, which reading needs not

    plan = targets(chosen, args) if args.output else None
    with Studio(config, places, chosen) as studio:
        if plan:
            studio.write(plan)
        if args.say:
            studio.speak(print)
