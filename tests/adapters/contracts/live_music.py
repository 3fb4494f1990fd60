"""What music under a live session must do. Subclass it and give `made`."""

import numpy as np
import pytest

LENGTH = 5000
"""Samples of the music."""


class LiveMusicContract:
    """Needs a method `made(parts)`: music of these parts, all of it ready to be read."""

    @pytest.mark.parametrize("seed", range(20))
    def test_it_gives_all_samples_in_order_and_none_twice(self, seed):
        chance = np.random.default_rng(seed)
        cuts = chance.integers(0, LENGTH, chance.integers(0, 7))
        counts = chance.integers(0, 900, chance.integers(0, 20)).tolist()
        sound = np.arange(LENGTH, dtype=np.int16)
        music = self.made(np.split(sound, sorted(cuts)))

        parts = [music.read(count) for count in (*counts, LENGTH)]
        music.close()

        assert all(len(p) <= count for p, count in zip(parts, (*counts, LENGTH), strict=True))
        read = np.concatenate(parts)
        assert read.dtype == np.int16
        assert np.array_equal(read, sound[: len(read)])
        assert len(read) == min(LENGTH, sum(counts) + LENGTH)

    def test_at_its_end_it_gives_nothing(self):
        music = self.made([np.ones(10, np.int16)])

        assert len(music.read(100)) == 10
        assert len(music.read(100)) == 0
        music.close()

    def test_closed_it_gives_no_error_however_often(self):
        music = self.made([np.ones(1000, np.int16)])
        music.close()
        music.close()

        assert len(music.read(10)) <= 10
