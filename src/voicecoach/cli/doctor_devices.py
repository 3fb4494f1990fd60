"""What the doctor finds on devices: sound, media keys, other programs, a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voicecoach.adapters.hands import media_keys
from voicecoach.adapters.microphones import device as microphones
from voicecoach.adapters.other_sound import others
from voicecoach.adapters.speakers import device as speakers
from voicecoach.adapters.support.limits import within
from voicecoach.adapters.support.screen_reader import screen_reader
from voicecoach.cli.paths import file_of
from voicecoach.cli.places import find_places
from voicecoach.config import Config
from voicecoach.core.health import Finding, State
from voicecoach.errors import ConfigError, DeviceError

PLUG_IN = "Plug one in, or start the sound server: on Linux PipeWire or PulseAudio."

SERVER = (
    "Start PipeWire with pipewire-pulse, or PulseAudio. Else turn other programs down yourself."
)

SILENT = "There was no answer in time."


def devices(config: Config, seconds: float) -> Iterator[Finding]:
    """Yield a finding on each kind of device, each after ``seconds`` at most."""
    listens = config.listening != "off" and config.recognizer != "none"
    yield _sound("speaker", config.speaker, lambda: within(seconds, speakers.devices), needed=True)
    yield _sound(
        "microphone", config.microphone, lambda: within(seconds, microphones.devices),
        needed=listens,
    )  # fmt: skip
    yield _media_keys(config, seconds)
    yield _other_sound(config, seconds)
    yield _screen_reader(seconds)


def _sound(kind: str, wanted: str, look: Callable[[], tuple[str, ...]], *, needed: bool) -> Finding:
    if wanted == "none":
        return Finding(kind, "", State.OK, "The settings want none.")
    try:
        if path := file_of(wanted):
            return Finding(kind, "", State.OK, f"The settings name a file: {path}.")
        return _found(kind, wanted, look(), needed=needed)
    except (ConfigError, DeviceError, TimeoutError) as error:
        return Finding(kind, "", State.BROKEN, str(error) or SILENT, PLUG_IN, needed)


def _found(kind: str, wanted: str, found: tuple[str, ...], *, needed: bool) -> Finding:
    if not found:
        return Finding(kind, "", State.MISSING, "There is none.", PLUG_IN, needed)
    there = ", ".join(found)
    if kind == "speaker" and speakers.nowhere():
        detail = f"Only one that the sound server makes up is left: {there}."
        return Finding(kind, "", State.MISSING, detail, PLUG_IN, needed)
    if wanted == "default" or any(wanted.lower() in name.lower() for name in found):
        return Finding(kind, wanted, State.OK, f"There are: {there}.", needed=needed)
    detail = f"None has that in its name; there are: {there}."
    return Finding(kind, wanted, State.MISSING, detail, f"Set {kind} to one of them.", needed)


def _media_keys(config: Config, seconds: float) -> Finding:
    if config.media_keys == "off":
        return Finding("media keys", "", State.OK, "The settings want none.")
    try:
        here = within(seconds, media_keys.status)
    except TimeoutError:
        return Finding("media keys", "", State.BROKEN, SILENT)
    state = State.OK if here.ready else State.MISSING
    return Finding("media keys", "", state, here.detail, here.remedy)


def _other_sound(config: Config, seconds: float) -> Finding:
    """Find whether other programs can be made quieter; what was left quieter is mended."""
    if config.other_sound == "off":
        return Finding("other sound", "", State.OK, "The settings leave other programs alone.")
    here = others.status()
    if not here.ready:
        return Finding("other sound", "", State.MISSING, here.detail, here.remedy)
    try:
        seen = within(seconds, lambda: others.look(find_places().cache))
    except TimeoutError:
        return Finding("other sound", "", State.BROKEN, SILENT)
    except (ConfigError, DeviceError) as error:
        return Finding("other sound", "", State.MISSING, str(error), SERVER)
    return Finding("other sound", "", State.OK, f"{here.detail} {seen}")


def _screen_reader(seconds: float) -> Finding:
    try:
        name = within(seconds, screen_reader)
    except TimeoutError:
        return Finding("screen reader", "", State.BROKEN, SILENT)
    detail = f"{name} runs." if name else "None was found to run."
    return Finding("screen reader", "", State.OK, detail)
