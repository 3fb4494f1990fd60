"""The plain way to export a session, to compare with: what most programs would do.

Each phrase is spoken by pyttsx3 into a file when it comes, read by pydub, and appended with
`+=`; silence is appended between; at the end pydub hands all of it to the ffmpeg program.

    python benchmarks/baselines/naive_export.py CUES OUTPUT

CUES is a file of JSON: a list of [start in ms, text]. Prints JSON: seconds of speaking, of
appending, of encoding. Needs ffmpeg on the PATH.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from pathlib import Path


def main() -> None:
    cues = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    import pyttsx3
    from pydub import AudioSegment

    if sys.platform == "linux":
        from voicecoach.adapters.voices.system_child import _lend_espeak

        _lend_espeak()  # where the system has no espeak-ng of its own
    spent = dict.fromkeys(("speaking", "appending", "encoding"), 0.0)
    began = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        spent[name] += now - began
        began = now

    engine = pyttsx3.init()
    session = AudioSegment.silent(0, frame_rate=22_050)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrase.wav"
        for start, text in cues:
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            lap("speaking")
            session += AudioSegment.silent(max(0, start - len(session)), frame_rate=22_050)
            session += AudioSegment.from_wav(str(path))
            lap("appending")
    session.export(sys.argv[2], format="mp3", bitrate="64k").close()
    lap("encoding")
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
