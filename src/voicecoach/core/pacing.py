"""Commands that change how the session sounds: slower, faster, louder, quieter, music."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Accompany, Chime, Load, Log, Note, Ring, Turn
from voicecoach.core.phases import ROLLING, WAITING
from voicecoach.core.places import same_place
from voicecoach.core.rolling import AFTER_CHIME, answer, interject, reload, resume_point
from voicecoach.core.session import Moved, Session, moved
from voicecoach.errors import VoicecoachError

TEMPO_STEP = 1.2
"""One step of slower or faster (cadence by 20 percent)."""
TEMPO_LIMITS = (0.57, 1.45)
"""Three steps slower, two steps faster."""
GAIN_STEP_DB = 3.0
GAIN_LIMITS_DB = (-18.0, 9.0)
"""The upper one is as far as a limiter may go before speech suffers."""


def slower(session: Session) -> Moved:
    """Lengthen the repetitions by a step."""
    return _tempo(session, 1 / TEMPO_STEP, "slower", "slowest")


def faster(session: Session) -> Moved:
    """Shorten the repetitions by a step."""
    return _tempo(session, TEMPO_STEP, "faster", "fastest")


def louder(session: Session) -> Moved:
    """Raise the volume by a step."""
    return _volume(session, GAIN_STEP_DB, "loudest")


def quieter(session: Session) -> Moved:
    """Lower the volume by a step."""
    return _volume(session, -GAIN_STEP_DB, "quietest")


def music(session: Session) -> Moved:
    """Let the music be silent, or sound again."""
    book, on = session.script.book, not session.music
    if not session.script.music:
        return _refused(session, book.say("no_music"))
    text = book.say("music_on" if on else "music_off")
    told = (Accompany(on), Ring(Chime.OK), Note(session.at, text))
    session = replace(session, music=on)
    if session.phase not in WAITING:
        return moved(session, *told)
    session, effects = interject(session, text, AFTER_CHIME)  # no music tells what has changed
    return session, (*told, *effects)


def _tempo(session: Session, factor: float, key: str, limit: str) -> Moved:
    book = session.script.book
    tempo = round(session.options.tempo * factor, 3)
    if not TEMPO_LIMITS[0] <= tempo <= TEMPO_LIMITS[1]:
        return answer(session, book.say(limit))
    options = replace(session.options, tempo=tempo)
    try:
        timeline = session.script.recompile(options)
    except VoicecoachError:  # words that no longer fit between the beats, or a voice that fails
        return answer(session, book.say(limit))
    if timeline.end == session.timeline.end:  # every repetition is at its shortest
        return answer(session, book.say(limit))
    here = session.goes_on
    if session.phase in ROLLING:
        here = resume_point(session.timeline, session.playhead)[0]
    there = same_place(session.timeline, here, timeline)
    session, effects = answer(session, book.say(key), goes_on=there, briefing=session.briefing)
    session = reload(session, options, timeline, there)
    return session, (Log("tempo", {"tempo": tempo}), *effects, Load(timeline))


def _volume(session: Session, step: float, limit: str) -> Moved:
    gain = session.gain_db + step
    if not GAIN_LIMITS_DB[0] <= gain <= GAIN_LIMITS_DB[1]:
        return _refused(session, session.script.book.say(limit))
    return moved(session, Turn(gain), Ring(Chime.OK), gain_db=gain)


def _refused(session: Session, text: str) -> Moved:
    """Ring that it is not possible, and say why where nothing else is being said."""
    refused = (Ring(Chime.NO), Note(session.at, text))
    if session.phase in ROLLING:
        return moved(session, *refused)
    session, effects = interject(session, text, AFTER_CHIME)
    return session, (*refused, *effects)
