"""Another pace or another voice while the coach speaks: heard at once, on the same loudspeaker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.adapters.voices.resampled import ResampledVoice
from voicecoach.adapters.voices.understudy import FIRST_WITHIN, Understudy
from voicecoach.cli.places import Places
from voicecoach.cli.stage import Stage
from voicecoach.cli.voice import FALLBACKS
from voicecoach.config import RANGES
from voicecoach.core.talk.setup import FASTER, OTHER, SLOWER
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.registry import status_of, voice_engine

STEP = 0.15
"""Of the speed; a smaller one is hardly heard."""


@dataclass(slots=True)
class SetUpVoice:
    """The voice of a set-up, and what was chosen of it."""

    stage: Stage
    places: Places
    keep: Callable[[Callable[[], None]], object]
    """Takes what closes a voice at the end."""
    changes: dict[str, object] = field(default_factory=dict)
    """Settings that were chosen."""

    def change(self, wish: str) -> str:
        """Follow a wish, `SLOWER`, `FASTER` or `OTHER`, and return what is said of it.

        It is said with the voice as it is then: it is the sample.
        """
        book = self.stage.book
        if wish == OTHER:
            return book.say("setup_new_speech" if self._other() else "setup_no_other")
        speed = self._speed()
        low, high = RANGES["speed"]
        wanted = round(min(high, max(low, speed + {SLOWER: -STEP, FASTER: STEP}[wish])), 2)
        if wanted == speed:
            return book.say("setup_slowest" if wish == SLOWER else "setup_fastest")
        if not self._speak(self._name(), wanted):
            return book.say("setup_no_other")
        self.changes["speed"] = wanted
        return book.say("setup_new_speech")

    def _other(self) -> bool:
        """Speak with the next voice that works, in a fixed order; return whether there is one."""
        here = self._name().partition(":")[0]
        known = [name for name in FALLBACKS if name != "silent"]
        at = known.index(here) + 1 if here in known else 0
        for name in (*known[at:], *known[:at]):
            if name != here and self._speak(name, self._speed()):
                self.changes["voice"] = name
                return True
        return False

    def _speak(self, name: str, speed: float) -> bool:
        """Speak with a voice from now on; return whether it works."""
        engine_name, _, variant = name.partition(":")
        engine, status = status_of(voice_engine, engine_name)
        if engine is None or not status.ready:
            return False
        language = self.stage.book.language
        try:
            voice = CachedVoice(
                engine.make(VoiceChoice(variant, speed, language)), self.places.cache / "voices"
            )
            self.keep(voice.close)
            spoken = ResampledVoice(voice, self.stage.deck.rate)
            sample = self.stage.book.say("setup_new_speech")
            within(FIRST_WITHIN, lambda: spoken.render(sample))
        except (ConfigError, DeviceError) as error:
            print(error, file=sys.stderr)
            return False
        except TimeoutError:
            print(f"The voice {name} does not answer.", file=sys.stderr)
            return False
        before = self.stage.library.voice
        lasting = Understudy(spoken, [lambda: before])
        lasting.on_change(lambda changed: print(changed.message, file=sys.stderr))
        self.stage.library.change(lasting)
        return True

    def _name(self) -> str:
        return str(self.changes.get("voice", self.stage.config.voice))

    def _speed(self) -> float:
        return float(str(self.changes.get("speed", self.stage.config.speed)))
