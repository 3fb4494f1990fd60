"""voicecoach voices: each engine with its status and remedy."""

from __future__ import annotations

import argparse

from voicecoach.registry import VOICES, names, status_of, voice_engine


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(_args: argparse.Namespace) -> int:
    """List the voices."""
    for name in names(VOICES):
        engine, status = status_of(voice_engine, name)
        print(f"{name}: {'ready' if status.ready else 'not ready'}")
        if engine:
            print(f"  what: {engine.summary}")
        print(f"  status: {status.detail}")
        if status.remedy:
            print(f"  remedy: {status.remedy}")
        if engine and status.ready:
            for voice in engine.voices():
                print(f"  voice: {name}:{voice}")
    return 0
