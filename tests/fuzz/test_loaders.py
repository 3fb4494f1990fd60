"""Every reader of a file bears any file: it reads it, or refuses it in our own words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.judging import judge, judged
from fuzz.loaders import LOADERS, Loader
from fuzz.mutating import damaged

FEW = settings(
    max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMED = pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.name)


@NAMED
def test_a_file_without_damage_is_read(loader, tmp_path):
    for number, seed in enumerate(loader.seeds()):
        assert judge(loader, seed, tmp_path / str(number)).fate == "accepted"


@NAMED
@FEW
@given(number=st.integers(0, 2**32), sealed=st.booleans())
def test_damage_is_borne(loader, number, sealed, tmp_path_factory):
    seeds = loader.seeds()
    data = damaged(number, seeds[number % len(seeds)])
    if sealed and loader.seal:
        data = loader.seal(data)

    judged(loader, data, tmp_path_factory.mktemp("damaged"))


@NAMED
@FEW
@given(data=st.binary(max_size=300))
def test_anything_at_all_is_borne(loader, data, tmp_path_factory):
    judged(loader, data, tmp_path_factory.mktemp("anything"))


def test_what_is_no_error_of_ours_is_a_fault(tmp_path):
    def broken(path):
        raise KeyError(path)

    def slow(path):
        path.write_bytes(b"other")

    assert judge(Loader("x", broken, lambda: ()), b"", tmp_path / "1").fate == "KeyError"
    assert judge(Loader("x", slow, lambda: ()), b"", tmp_path / "2").fate == "changed"


def test_damage_is_the_same_for_the_same_seed_and_differs_for_others():
    data = LOADERS[0].seeds()[0]

    assert damaged(7, data) == damaged(7, data)
    assert len({damaged(number, data) for number in range(50)}) > 40
