"""Episodes with chapters, and the feed over them."""

import json
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from voicecoach.adapters.exporters.feed import Channel, Episode, feed
from voicecoach.core.units import Ms

APPLE = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ONE = Episode(
    'Level "one" & <more>', "The first.", "low-back-1/a b#1.mp3", 1234, "ab" * 32, Ms(61_499), "en",
    "low-back-1/a b#1.chapters.json", ("low-back-1/a b#1.vtt", "low-back-1/a b#1.txt"),
)  # fmt: skip
TWO = replace(ONE, title="Level two", sound="two.mp3", sha256="cd" * 32)
CHANNEL = Channel("Own & true", "All levels.", "en", cover="low-back-1/cover.png")


def items(text):
    return list(ET.fromstring(text).iter("item"))


def test_an_episode_tells_its_sound_by_address_size_and_bytes():
    first = items(feed(CHANNEL, [ONE]))[0]

    assert first.findtext("title") == ONE.title
    assert first.find("enclosure").attrib == {
        "url": "low-back-1/a%20b%231.mp3", "length": "1234", "type": "audio/mpeg",
    }  # fmt: skip
    assert first.findtext("guid") == f"urn:sha256:{'ab' * 32}"
    assert first.findtext(f"{APPLE}duration") == "61"
    assert first.find(f"{PODCAST}chapters").get("type") == "application/json+chapters"
    kinds = [each.get("type") for each in first.iter(f"{PODCAST}transcript")]
    assert kinds == ["text/vtt", "text/plain"]


def test_episodes_are_heard_in_the_order_given():
    found = items(feed(CHANNEL, [TWO, ONE]))
    dates = [parsedate_to_datetime(each.findtext("pubDate")) for each in found]

    assert [each.findtext("title") for each in found] == [TWO.title, ONE.title]
    assert [each.findtext(f"{APPLE}episode") for each in found] == ["1", "2"]
    assert all(one < other for one, other in pairwise(dates))


@pytest.mark.parametrize("base", ["https://example.org/coach", "https://example.org/coach/"])
def test_with_a_base_every_address_is_whole(base):
    text = feed(replace(CHANNEL, base=base), [ONE])
    root = ET.fromstring(text)
    addresses = [
        value
        for each in root.iter()
        for name, value in each.attrib.items()
        if name in ("url", "href")
    ]

    assert len(addresses) == 6
    for address in addresses:
        assert address.startswith("https://example.org/coach/")
    assert unquote(addresses[2]).endswith(ONE.sound)


def test_without_a_base_no_address_leaves_the_folder():
    root = ET.fromstring(feed(CHANNEL, [ONE]))

    assert root.find("channel/{http://www.w3.org/2005/Atom}link") is None
    for each in root.iter():
        for name in {"url", "href"} & each.attrib.keys():
            assert "://" not in each.get(name)


def test_the_id_of_a_podcast_is_that_of_the_standard():
    # The example that the standard gives for the element guid.
    channel = replace(CHANNEL, base="https://mp3s.nashownotes.com/", name="pc20rss.xml")

    root = ET.fromstring(feed(channel, []))
    assert root.findtext(f"channel/{PODCAST}guid") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def test_the_chapters_of_an_episode_are_those_of_the_session(written, made):
    data = json.loads((written("podcast") / "short-1.chapters.json").read_text(encoding="utf-8"))
    marks = made.album.whole.marks

    assert data["version"] == "1.2.0"
    assert [each["title"] for each in data["chapters"]] == [mark.title for mark in marks]
    assert [round(1000 * each["startTime"]) for each in data["chapters"]] == [
        m.start for m in marks
    ]


def test_an_episode_brings_its_cover(written, made):
    assert (written("podcast") / "cover.png").read_bytes() == made.cover
