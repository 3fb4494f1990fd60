"""What `voicecoach listen` tells: a piece of speech, or the room, as a line or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from voicecoach.adapters.listeners.listener import Dropped, Verdict
from voicecoach.cli.listening import rounded
from voicecoach.sound.segmenter import RATE

Telling = Mapping[str, object]


def of_verdict(verdict: Verdict) -> Telling:
    """Return what is known of a piece of speech."""
    said, segment = verdict.hypothesis, verdict.segment
    return {
        "at_ms": segment.speech_start * 1000 // RATE,
        "event": "heard",
        "length_ms": round(segment.length * 1000),
        "level_dbfs": round(segment.level_dbfs, 1),
        "command": said.command,
        "words": said.words,
        "score": rounded(said.score),
        "threshold": rounded(said.threshold),
        "runner_up": said.runner_up or None,
        "runner_up_score": rounded(said.runner_up_score),
        "refusal": said.refusal or None,
        "early": verdict.early,
    }


def of_dropped(dropped: Dropped) -> Telling:
    """Return what is known of sound that was not worth a decision."""
    why = "talk" if dropped.talk else "click"
    return {"at_ms": dropped.at * 1000 // RATE, "event": "ignored", "why": why}


def of_room(at: float, level_dbfs: float) -> Telling:
    """Return how loud the room is ``at`` seconds."""
    return {"at_ms": round(at * 1000), "event": "room", "level_dbfs": round(level_dbfs, 1)}


def as_json(telling: Telling) -> str:
    """Return one line of JSON."""
    return json.dumps(telling, ensure_ascii=False, allow_nan=False)


def as_line(telling: Telling) -> str:
    """Return one plain line."""
    at = f"At {float(str(telling['at_ms'])) / 1000:.1f} s: "
    match telling["event"]:
        case "room":
            return f"{at}the room, {telling['level_dbfs']} dBFS."
        case "ignored" if telling["why"] == "talk":
            return f"{at}ignored: longer than 3 s, so talk or music."
        case "ignored":
            return f"{at}ignored: shorter than 0.1 s."
        case _:
            return at + " ".join(_heard(telling))


def _heard(told: Telling) -> list[str]:
    command = told["command"]
    name = str(command).replace("_", " ") if command else "no command"
    length = float(str(told["length_ms"])) / 1000
    parts = [f"{name}, {length:.2f} s long, {told['level_dbfs']} dBFS."]
    if told["words"]:
        parts.append(f'Taken for "{told["words"]}".')
    if told["score"] is not None:
        needed = f", {told['threshold']} needed" if told["threshold"] is not None else ""
        parts.append(f"Score {told['score']}{needed}.")
    if told["runner_up"]:
        score = told["runner_up_score"]
        parts.append(f'Next: "{told["runner_up"]}"{"" if score is None else f", {score}"}.')
    if not command:
        parts.append(f"Refused: {told['refusal'] or _why(told)}.")
    return parts


def _why(told: Telling) -> str:
    """Return a reason where the recognizer gives none."""
    score, threshold = told["score"], told["threshold"]
    if isinstance(score, float) and isinstance(threshold, float) and score < threshold:
        return "the score is too low"
    return "it sounds like nothing that can be said"
