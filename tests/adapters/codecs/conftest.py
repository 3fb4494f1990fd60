"""One session for all codecs, and each file written once."""

import importlib
import pkgutil
from types import SimpleNamespace

import pytest

from taking import COVER, decoded, recordings_of, session, take_of
from voicecoach.adapters import codecs


def engines():
    names = [module.name for module in pkgutil.iter_modules(codecs.__path__)]
    modules = [importlib.import_module(f"{codecs.__name__}.{name}") for name in names]
    return {m.ENGINE.name: m.ENGINE for m in modules if hasattr(m, "ENGINE")}


ENGINES = engines()


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return session(tmp_path_factory.mktemp("level"))


@pytest.fixture(scope="session")
def part(made):
    """The recording of the bridge: two sets, so three chapters, and six counts."""
    return recordings_of(made)[1][1]


@pytest.fixture(scope="session")
def phrases(tmp_path_factory):
    """A folder of encoded phrases, warm once a codec has been used."""
    return tmp_path_factory.mktemp("phrases")


@pytest.fixture(params=ENGINES.values(), ids=ENGINES, scope="session")
def engine(request):
    return request.param


@pytest.fixture(scope="session")
def written(engine, made, part, phrases, tmp_path_factory):
    """The part in each format, with its samples."""
    codec = engine.make(phrases)
    path = tmp_path_factory.mktemp("written") / f"file{codec.suffix}"
    codec.write(take_of(made, part, cover=COVER.read_bytes()), path)
    sound, rate = decoded(path)
    return SimpleNamespace(path=path, sound=sound, rate=rate)
