"""Orders of an export, and how they are dealt to machines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.batch import Order, Shard, orders, parse_shard
from voicecoach.errors import ConfigError

LIKE = Order("", detail="short", profile="acx")
few = st.lists(st.sampled_from("abcdef"), max_size=4)
shards = st.integers(1, 9).flatmap(lambda n: st.builds(Shard, st.integers(1, n), st.just(n)))


@given(levels=few, voices=few, speeds=few)
def test_each_level_is_ordered_in_each_voice_at_each_speed_once(levels, voices, speeds):
    every = orders(levels, voices, speeds, LIKE)

    expected = {(a, b, c) for a in levels for b in voices or [""] for c in speeds or [""]}
    assert len(every) == len(set(every)) == len(expected)
    assert {(each.level, each.voice, each.speed) for each in every} == expected
    assert all((each.detail, each.profile) == ("short", "acx") for each in every)


@given(shard=shards, parts=st.integers(1, 8), levels=st.lists(st.text(max_size=3), max_size=30))
def test_the_shares_of_a_share_are_that_share_and_none_is_dealt_twice(shard, parts, levels):
    every = orders(levels, (), (), Order(""))
    dealt = [order for each in shard.split(parts) for order in each.of(every)]

    assert sorted(dealt, key=repr) == sorted(shard.of(every), key=repr)


@given(count=st.integers(1, 9), levels=st.lists(st.text(max_size=3), max_size=30))
def test_all_shares_together_are_all_orders(count, levels):
    every = orders(levels, (), (), Order(""))
    dealt = [order for index in range(count) for order in Shard(index + 1, count).of(every)]

    assert sorted(dealt, key=repr) == sorted(every, key=repr)


@given(shard=shards)
def test_a_share_is_read_as_it_is_written(shard):
    assert parse_shard(str(shard)) == shard


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/99999", "1/2/3"])
def test_what_is_no_share_is_one_sentence(text):
    with pytest.raises(ConfigError, match="write the number of this machine"):
        parse_shard(text)


def test_what_was_chosen_by_an_option_shows_in_the_name_of_the_folder():
    assert Order("1").folder("low-back-1") == "low-back-1"
    chosen = Order("1", "espeak:en-us+f3", "0.9", "short", "acx", "/home/me/Songs")
    assert chosen.folder("low-back-1") == "low-back-1-espeak-en-us+f3-0.9-short-acx-music"


@given(voice=st.text(max_size=30))
def test_a_folder_is_never_a_path(voice):
    name = Order("1", voice).folder("low-back-1")

    assert name.startswith("low-back-1")
    assert not set(name) & set('/\\:*?"<>|\n')
