"""Runs the command line in this process or in a child, away from the user's own folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from voicecoach.cli.app import main

SHORT_LEVEL = """\
format: 1
id: short-1
programme: short
number: 1
title: Short level
language: en
welcome: [Welcome to the short level.]
exercises:
  - id: bridge
    name: bridge
    position: back
    setup: [Lie on your back.]
    movement: [Lift your hips., Lower your hips.]
    short: [Lift your hips and lower them.]
    words: {out: Lift, hold: Hold, back: Lower}
    ready: 8 s
    dose: {sets: 2, reps: 3, tempo: {out: 2 s, hold: 2 s, back: 2 s}, rest: 20 s}
  - id: side-plank
    name: side plank
    position: side
    sides: each
    setup: ['Lie on your {side} side.']
    movement: [Lift your hips., Lower your hips.]
    change_sides: ['Roll to your {side} side.']
    words: {out: Lift, hold: Hold, back: Lower}
    dose: {sets: 1, lifts: 1, hold: 10 s, lift: 3 s, lower: 2 s, pause: 3 s, rest: 20 s}
goodbye: [That was the short level.]
"""


def short_level(folder: Path) -> Path:
    """Write a level of about three minutes with counted and held sets, and both sides."""
    path = folder / "short.yaml"
    path.write_text(SHORT_LEVEL, encoding="utf-8")
    return path


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user is read or written."""
    home = folder / "home"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VOICECOACH_")}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LOCALAPPDATA": str(home / "local"),
    }


def run(monkeypatch, folder: Path, *arguments: str) -> int:
    """Run the command line here and return its exit status."""
    for name, value in environment(folder).items():
        monkeypatch.setenv(name, value)
    return main(arguments)


def child(folder: Path, *arguments: str, **more) -> subprocess.Popen[str]:
    """Start the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *arguments],
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(folder) | more.pop("env", {}),
        **more,
    )


def rows(path: Path) -> list[dict[str, object]]:
    """Return the rows of a file of events."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
