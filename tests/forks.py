"""Runs the command line in processes forked from one that has loaded it: they start at once.

The processes are as real as any: they have files of their own and can be killed at any instant.
POSIX only.
"""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from program import environment

_LOADED = (
    "numpy",
    "pydantic",
    "voicecoach.adapters.journals.jsonl",
    "voicecoach.adapters.speakers.file",
    "voicecoach.adapters.voices.cached",
    "voicecoach.adapters.voices.silent",
    "voicecoach.cli.files",
    "voicecoach.cli.start",
)
"""What takes long to import; the rest each process imports by itself."""


def forked(folder: Path, *arguments: str) -> ForkServerProcess:
    """Start the command line in a process of its own, away from the user's own folders."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    process = context.Process(target=_run, args=(environment(folder), arguments))
    process.start()
    return process


def _run(environ: dict[str, str], arguments: tuple[str, ...]) -> None:
    os.environ.clear()
    os.environ.update(environ)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    from voicecoach.cli.app import main

    raise SystemExit(main(arguments))
