"""Options that several commands share, and how they become settings."""

from __future__ import annotations

import argparse
import os

from voicecoach.cli.places import Places, find_places
from voicecoach.config import Config, load_config


def common(parser: argparse.ArgumentParser) -> None:
    """Add the options that every command has."""
    parser.add_argument("--data-dir", metavar="DIR", help="keep the log in DIR")
    parser.add_argument("--programmes", metavar="DIR", help="folder with your own level files")
    parser.add_argument(
        "--language", metavar="TAG", help="language of what the coach says around a level: en"
    )


def voice(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that speak."""
    parser.add_argument(
        "--voice", metavar="NAME", help="engine, or engine:voice; see 'voicecoach voices'"
    )
    parser.add_argument("--speed", metavar="X", help="of speech, 0.7 to 1.6; default 1.0")
    parser.add_argument(
        "--no-voice", dest="voice", action="store_const", const="silent:beats",
        help="say nothing: captions in time with chimes and ticks, for braille or a screen reader",
    )  # fmt: skip


def session(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that speak a level."""
    parser.add_argument(
        "--level", metavar="LEVEL", help="number, id or path of a level file; default auto"
    )
    voice(parser)
    detail = parser.add_mutually_exclusive_group()
    detail.add_argument(
        "--full", dest="detail", action="store_const", const="full",
        help="describe every exercise in full",
    )  # fmt: skip
    detail.add_argument(
        "--short", dest="detail", action="store_const", const="short",
        help="only name, position and key cue of every exercise",
    )  # fmt: skip


def listening(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that listen."""
    parser.add_argument(
        "--microphone", metavar="WHAT", help="default, none, a device's name, or file:IN.wav"
    )
    parser.add_argument(
        "--recognizer",
        metavar="NAME",
        help="auto, none, one of 'voicecoach recognizers', or sr:NAME for any of SpeechRecognition",
    )
    parser.add_argument(
        "--listening",
        metavar="MODE",
        help="when to listen: auto, full, half, wake, push or off; default auto",
    )
    parser.add_argument("--duplex", dest="listening", help=argparse.SUPPRESS)  # as it was called
    parser.add_argument(
        "--keep-audio", metavar="DIR", help="write each piece of speech to DIR, as a WAV file"
    )


def captions(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that write what they say."""
    parser.add_argument(
        "--captions", metavar="HOW", help="what is written: full, quiet or auto; default auto"
    )
    parser.add_argument(
        "--quiet-captions", dest="captions", action="store_const", const="quiet",
        help="write only what is not said, for use with a screen reader",
    )  # fmt: skip


def live(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that use devices and keys."""
    parser.add_argument(
        "--speaker", metavar="WHAT", help="default, none, a device's name, or file:OUT.wav"
    )
    parser.add_argument(
        "--media-keys", metavar="HOW", help="media keys and headset buttons: auto or off"
    )
    parser.add_argument(
        "--other-sound", metavar="HOW",
        help="other programs while the coach speaks: auto (quieter, where that works) or off",
    )  # fmt: skip
    parser.add_argument(
        "--lines", action="store_true", help="commands as whole lines, ended by Enter"
    )


def settings(args: argparse.Namespace) -> tuple[Config, Places]:
    """Return the settings in force and the folders that follow from them.

    Raises:
        ConfigError: something in file, environment or options cannot be used.
    """
    places = find_places()
    config = load_config(places.config / "config.yaml", os.environ, vars(args))
    return config, places.at(config.data_dir)
