"""voicecoach devices: loudspeakers and microphones by their names, and what media keys do."""

from __future__ import annotations

import argparse
import sys

from voicecoach.adapters.hands import media_keys
from voicecoach.adapters.microphones import device as microphones
from voicecoach.adapters.speakers import device as speakers
from voicecoach.errors import DeviceError


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(_args: argparse.Namespace) -> int:
    """List the devices; 1 if there are none to be found."""
    _tell_media_keys()
    try:
        for name in speakers.devices():
            print(f"Speaker: {name}")
        for name in microphones.devices():
            print(f"Microphone: {name}")
    except DeviceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _tell_media_keys() -> None:
    here = media_keys.status()
    print(f"Media keys: {'ready' if here.ready else 'not ready'}")
    print(f"  status: {here.detail}")
    if here.remedy:
        print(f"  remedy: {here.remedy}")
