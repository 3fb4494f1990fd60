import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from voicecoach import registry
from voicecoach.errors import ConfigError
from voicecoach.registry import (
    EXPORTERS,
    RECOGNIZERS,
    VOICES,
    exporter_engine,
    names,
    recognizer_engine,
    status_of,
    voice_engine,
)

LOADERS = {VOICES: voice_engine, RECOGNIZERS: recognizer_engine, EXPORTERS: exporter_engine}
PROJECT = Path(__file__).parents[1] / "pyproject.toml"


@pytest.mark.parametrize("group", LOADERS)
def test_every_engine_of_the_project_loads_under_its_own_name(group):
    told = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"][group]

    assert set(names(group)) >= set(told)
    for name in told:
        engine, status = status_of(LOADERS[group], name)
        assert engine is not None
        assert engine.name == name
        assert status.detail
        assert status.ready or status.remedy


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(ConfigError, match="did you mean 'espeak'"):
        voice_engine("espeek")


def test_a_strangers_broken_engine_is_a_row_with_a_remedy(monkeypatch):
    broken = EntryPoint("odd", "voicecoach.no_such_module:ENGINE", VOICES)
    wrong = EntryPoint("wrong", "voicecoach.errors:Fault", VOICES)
    monkeypatch.setattr(registry, "entry_points", lambda group: (broken, wrong))

    for name in ("odd", "wrong"):
        engine, status = status_of(voice_engine, name)
        assert engine is None
        assert not status.ready
        assert status.remedy
