"""M4B: an audiobook in one file with chapters, for telephones and tablets."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine("m4b", "One audiobook with chapters, for telephones; about 0.4 MB a minute.")
