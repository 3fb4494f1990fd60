"""docs/cli.md: every command with its options, and every setting.

Made of the parser's facts, not of argparse's help text, whose layout depends
on the terminal and on the version of Python.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from _markdown import BY_MACHINE, documented, join
from voicecoach import config
from voicecoach.cli import options
from voicecoach.cli.app import COMMANDS, build_parser

ABOUT = """\
Without a command, `voicecoach` starts a session.
`voicecoach --version` prints the version.
`voicecoach --help` lists the commands, and `voicecoach COMMAND --help` the options of one.
What you asked for goes to the standard output, messages go to the error stream."""

STATUSES = (
    "- 0: done",
    "- 1: something could not be done; the message says what, and what to do",
    "- 2: the command line, a setting or a variable is wrong",
    "- 130: interrupted from the keyboard",
)

SETTINGS = """\
A setting comes from its default, the settings file, a variable of the environment, or an option.
The later one in this list wins.
The settings file is `config.yaml`, with one setting a line, for instance `voice: hibari`.
It lies in the folder where the platform keeps settings.
On Linux that is `~/.config/voicecoach`.
On macOS it is `~/Library/Application Support/voicecoach`.
On Windows it is `%LOCALAPPDATA%\\voicecoach`.
An option has the name of its setting, with hyphens: `--data-dir`.
Settings for which no option stands above are set in the file or by the variable."""

CACHE = """\
Rendered speech is kept in the platform's folder for caches.
It may be deleted at any time.
The variable `VOICECOACH_CACHE_DIR` puts it elsewhere."""


def cli_page() -> str:
    """Return the page."""
    top = build_parser("*")
    commands = next(a.choices for a in _actions(top) if isinstance(a.choices, dict))
    blocks = [
        "# The command line",
        BY_MACHINE.format(source="src/voicecoach/cli or src/voicecoach/config.py"),
        str(top.description),
        ABOUT,
        "## Exit status",
        *STATUSES,
    ]
    shared = _shared()
    blocks += ["## Options of every command", *shared]
    for name, (_, text) in COMMANDS.items():
        own = [line for line in map(_option, _actions(commands[name])) if line not in shared]
        blocks += [f"## voicecoach {name}", text, *own]
    blocks += ["## Settings", SETTINGS, *_settings(), "## The cache", CACHE]
    return join(blocks)


def _shared() -> list[str]:
    blank = argparse.ArgumentParser(add_help=False)
    options.common(blank)
    return [_option(action) for action in _actions(blank)]


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the options and arguments of ``parser``, except those that leave at once."""
    every = parser._actions  # noqa: SLF001 - argparse tells them in no other way
    shown = (action for action in every if action.help != argparse.SUPPRESS)
    return [action for action in shown if action.dest not in {"help", "version"}]


def _option(action: argparse.Action) -> str:
    name = action.metavar or action.dest.upper()
    count = {"+": ", one or more", "?": ", may be left out"}.get(str(action.nargs), "")
    if action.option_strings:
        value = "" if action.nargs == 0 else f" {name}"
        shown = ", ".join(f"`{option}{value}`" for option in action.option_strings)
    else:
        shown = f"`{name}`"
    return f"- {shown}{count}: {action.help}"


def _settings() -> Iterator[str]:
    about, plain = documented(config, "Config"), config.Config()
    for name in config.NAMES:
        default = getattr(plain, name)
        yield f"### `{name}`"
        yield re.sub(r" \(C\d+\)", "", about[name])  # the number of a rule in our specification
        yield f"- Default: {f'`{default}`' if default != '' else 'empty'}"
        yield f"- Variable: `{config.PREFIX}{name.upper()}`"
