"""Commands, exit statuses, and errors as one plain sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import NoReturn

from voicecoach import __version__
from voicecoach.cli import options
from voicecoach.errors import ConfigError, VoicecoachError, quoted

COMMANDS: dict[str, tuple[str, str]] = {
    "start": ("voicecoach.cli.start", "Coach a session (this is what happens without a command)."),
    "setup": (
        "voicecoach.cli.setup",
        "Set up voice, sound, captions, country and safety words, by ear.",
    ),
    "export": ("voicecoach.cli.export", "Write a session to a sound file, to take along."),
    "handout": ("voicecoach.cli.handout", "Write a level to print, to read, or for braille."),
    "check": (
        "voicecoach.cli.check",
        "Check level, language and advice files for faults.",
    ),
    "levels": ("voicecoach.cli.levels", "List the levels that can be done."),
    "new-programme": ("voicecoach.cli.new_programme", "Write a level file to make your own."),
    "listen": ("voicecoach.cli.listen", "Show what is heard, and what it is taken for."),
    "doctor": (
        "voicecoach.cli.doctor",
        "Check whether each part works here, and what to do where one does not.",
    ),
    "voices": ("voicecoach.cli.voices", "List the voices, their status and remedy."),
    "recognizers": ("voicecoach.cli.recognizers", "List what can listen, status and remedy."),
    "devices": ("voicecoach.cli.devices", "List loudspeakers and microphones."),
    "commands": ("voicecoach.cli.commands", "List what you can say, type and press."),
    "advice": ("voicecoach.cli.advice", "Read, hear or take along short pieces of advice."),
    "log": ("voicecoach.cli.log", "Log a walk, a ride or another activity."),
    "history": (
        "voicecoach.cli.history",
        "Show the sessions you have done; write, read or delete your log.",
    ),
    "progress": (
        "voicecoach.cli.progress_report",
        "Tell how it goes, and write reports to hand on.",
    ),
    "schema": ("voicecoach.cli.schema", "Print the JSON Schema of level files, for editors."),
}
"""Command -> the module with its ``add(parser)`` and ``main(args)``, and one line of help."""

LONGEST = 300
"""Characters of a fault of the command line that are told."""
DESCRIPTION = (
    "A voice coach for floor exercise with low back pain. It speaks, counts and listens, "
    "on your own machine, offline. It does not diagnose and cannot call for help."
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in a line that can be read, however much was typed."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and the fault, and leave with status 2."""
        super().error(message if len(message) <= LONGEST else f"{message[:LONGEST]}...")


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser; ``only`` fills in just one command, so that starting stays fast."""
    parser = Parser(prog="voicecoach", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"voicecoach {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        options.common(command)
        if only in {name, "*"}:
            import_module(module).add(command)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status.

    0: done. 1: something could not be done, said in one sentence. 2: the
    command line was wrong. 130: interrupted from the keyboard. 128 and more: by a signal.
    """
    argv = list(arguments)
    if not argv or (argv[0].startswith("-") and argv[0] not in {"-h", "--help", "--version"}):
        argv.insert(0, "start")
    chosen = argv[0]
    if chosen not in COMMANDS and not chosen.startswith("-"):
        print(_no_command(chosen), file=sys.stderr)
        return 2
    parser = build_parser(chosen if chosen in COMMANDS else None)
    try:
        for each in argv:
            if each.startswith("-") and each.endswith("=--"):  # argparse makes a list of it
                parser.error(f"argument {each.removesuffix('=--')}: expected one argument")
        args = parser.parse_args(argv)
        command: Callable[[argparse.Namespace], int] = import_module(COMMANDS[chosen][0]).main
        return command(args)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except VoicecoachError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt as interrupt:
        with suppress(OSError):  # a closed terminal
            print("Interrupted.", file=sys.stderr)
        return int(getattr(interrupt, "status", 130))
    except BrokenPipeError:  # the reader of our output has gone, for instance `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def _no_command(name: str) -> str:
    near = get_close_matches(name, COMMANDS, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(COMMANDS)}."
    return f"There is no command {quoted(name)}; {hint}"


def run() -> None:
    """Run the command line of this process and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a caption is read when it is said
            stream.reconfigure(line_buffering=True, errors="replace")
    sys.exit(main(sys.argv[1:]))
