"""The figures of all shipped exercises as joints, and what is measured on them."""

from functools import cache

from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.figure_limbs import angle_at, between
from voicecoach.core.posing import bottoms, start_and_end
from voicecoach.core.programme import Side

RIGHT, LEFT = Side.RIGHT, Side.LEFT
FLOOR = 2.5
"""Centimetres within which something lies on the floor."""
SHIPPED = find_levels([shipped_folder()]).levels
EXERCISES = {
    exercise.id: exercise for level in SHIPPED for exercise in level.everything
}  # an id stands for the same exercise in every level


@cache
def bodies(name):
    """Return the joints of the start and of the end."""
    return start_and_end(EXERCISES[name].figure)


def heights(body):
    """Return how high above the floor the lowest point of each part is."""
    return dict(bottoms(body))


def on_floor(body, *parts):
    """Return whether all these parts lie on the floor."""
    low = heights(body)
    return all(low[part] < FLOOR for part in parts)


def knee(body, side):
    """Return the degrees between thigh and shin."""
    return angle_at(*body.legs[side][:3])


def line(body, side):
    """Return the degrees between the ways from the hips to shoulders and knee."""
    hip, bent = body.legs[side][:2]
    across = body.arms[side][0]
    return angle_at(across, hip, bent)


def lean(a, b):
    """Return the degrees between two directions."""
    return between(a, b)
