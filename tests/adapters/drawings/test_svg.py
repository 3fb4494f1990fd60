"""Drawings are SVG that stands in any page: named, described, in the colour of the text."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from figures import EXERCISES
from voicecoach.adapters.drawings.svg import drawings

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [picture for exercise in EXERCISES.values() for picture in drawings(exercise)]


def test_each_exercise_has_a_start_and_an_end():
    assert [each.id for each in drawings(EXERCISES["bridge"])] == ["bridge-start", "bridge-end"]
    assert [each.caption for each in drawings(EXERCISES["bridge"])] == ["Start", "End"]
    assert len(PICTURES) == 2 * len(EXERCISES)


def test_an_exercise_without_a_figure_has_no_drawing():
    assert drawings(replace(EXERCISES["bridge"], figure=None)) == ()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda each: each.id)
def test_a_picture_is_an_image_with_a_name_and_a_description(picture):
    root = ET.fromstring(picture.svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == desc.get("id")
    assert title.text.endswith(f": {picture.caption}")
    assert desc.text == picture.alt


@pytest.mark.parametrize("picture", PICTURES, ids=lambda each: each.id)
def test_a_picture_is_painted_in_the_colour_of_the_text_alone(picture):
    colours = set(re.findall(r'(?:fill|stroke|color)="([^"]+)"', picture.svg))

    assert colours == {"none", "currentColor", "#000", "#fff"}
    outside = re.sub(r"<mask.*?</mask>", "", picture.svg, flags=re.DOTALL)
    assert "#" not in outside.replace("url(#", ""), "black and white are for masks only"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda each: each.id)
def test_every_mask_that_is_named_is_there_once(picture):
    made = re.findall(r'<mask id="([^"]+)"', picture.svg)

    assert sorted(re.findall(r"url\(#([^)]+)\)", picture.svg)) == sorted(made)


def test_no_id_stands_in_two_pictures_and_none_is_large():
    ids = [name for each in PICTURES for name in re.findall(r' id="([^"]+)"', each.svg)]

    assert len(ids) == len(set(ids))
    assert max(len(each.svg) for each in PICTURES) < 16_000


def test_names_that_look_like_markup_stay_text():
    odd = replace(EXERCISES["bridge"], name="a <b> & 'c'")

    assert ET.fromstring(drawings(odd)[0].svg).find(f"{SVG}title").text == "a <b> & 'c': Start"


def test_the_same_exercise_gives_the_same_text():
    assert drawings(EXERCISES["bird-dog"]) == drawings(EXERCISES["bird-dog"])
