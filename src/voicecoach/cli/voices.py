"""voicecoach voices: each engine with its status and remedy."""

from __future__ import annotations

import argparse

from voicecoach.registry import VOICES, names, status_of, voice_engine


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("engine", nargs="?", help="list the voices of this engine one by one")


def main(args: argparse.Namespace) -> int:
    """List the engines, or the voices of one of them."""
    if args.engine:
        for voice in voice_engine(args.engine).voices():
            print(f"{args.engine}:{voice}")
        return 0
    for name in names(VOICES):
        engine, status = status_of(voice_engine, name)
        print(f"{name}: {'ready' if status.ready else 'not ready'}")
        if engine:
            print(f"  what: {engine.summary}")
        print(f"  status: {status.detail}")
        if status.remedy:
            print(f"  remedy: {status.remedy}")
        if engine and status.ready and len(found := engine.voices()) > 1:
            print(f"  voices: {len(found)}, listed by 'voicecoach voices {name}'")
    return 0
