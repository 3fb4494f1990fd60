"""WAV: what every player and every editor reads."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine("wav", "One file, uncompressed, exact to the sample; about 3 MB a minute.")
