"""The plain way to begin to speak, to compare with: pyttsx3 says one sentence, then the end.

    python benchmarks/baselines/say_hello.py TEXT

What pyttsx3's own documentation shows first: `init`, `say`, `runAndWait`. It stays until the
sound has been played: the very first `runAndWait` of a process returns at once, and a script that
ends then is silent.

In its favour: it reads no level and no log, knows no other sentence, and listens to nobody.
Against it: on Linux pyttsx3 writes a file and starts `aplay` for it. Other systems have other
drivers, which were not measured. Without espeak-ng in the system it takes the library of the
package espeakng-loader.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time

STAYS = 4.0
"""Seconds for the sentence to be played."""


def main() -> None:
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path())
    import pyttsx3

    engine = pyttsx3.init()
    engine.say(sys.argv[1])
    engine.runAndWait()
    time.sleep(STAYS)


if __name__ == "__main__":
    main()
