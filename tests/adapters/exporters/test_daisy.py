"""A DAISY 2.02 book: valid by its DTDs, and every clip inside its sound."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sounding import decoded_length
from voicecoach.core.transcript import chapters

XHTML = "{http://www.w3.org/1999/xhtml}"
DTDS = Path("/usr/share/xml/w3c-sgml-lib")
MISSING = [
    *([] if shutil.which("xmllint") else ["xmllint (apt-get install libxml2-utils)"]),
    *([] if DTDS.exists() else ["the DTDs of the W3C (apt-get install w3c-sgml-lib)"]),
]


@pytest.fixture
def book(written):
    return written("daisy") / "daisy"


def tree(path):
    return ET.fromstring(path.read_text(encoding="utf-8"))


def facts(path):
    return {each.get("name"): each.get("content") for each in tree(path).iter() if each.get("name")}


def clips(path):
    """Return file, start and end of each piece of sound, in milliseconds."""
    return [
        (each.get("src"), *(_time(each.get(edge)) for edge in ("clip-begin", "clip-end")))
        for each in tree(path).iter("audio")
    ]


def _time(text):
    return round(1000 * float(re.fullmatch(r"npt=(\d+\.\d{3})s", text)[1]))


def clock(text):
    hours, minutes, seconds = text.split(":")
    return round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds)))


@pytest.mark.skipif(MISSING, reason=f"needs {' and '.join(MISSING)}")
def test_all_files_are_valid_by_their_dtds(book):
    found = sorted([*book.glob("*.html"), *book.glob("*.smil")])
    command = ["xmllint", "--nonet", "--noout", "--valid", *map(str, found)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_clip_lies_inside_its_sound_and_none_is_left_out(book, made):
    for path, part in zip(sorted(book.glob("part*.smil")), made.album.parts, strict=True):
        found = clips(path)
        assert {name for name, _start, _end in found} == {path.with_suffix(".mp3").name}
        assert found[0][1] == 0
        assert all(one[2] == other[1] for one, other in pairwise(found))
        assert all(start < end for _name, start, end in found)
        assert found[-1][2] <= decoded_length(path.with_suffix(".mp3")) + 0.5
        phrases = [phrase for chapter in chapters(part) for phrase in chapter.phrases]
        assert [clip[1] for clip in found] == [phrase.start for phrase in phrases]


def test_every_heading_leads_to_its_text_and_back(book):
    heads = [each for each in tree(book / "ncc.html").iter() if re.search(r"h\d$", each.tag)]
    for head in heads:
        file, name = head.find(f"{XHTML}a").get("href").split("#")
        text = next(each for each in tree(book / file).iter("text") if each.get("id") == name)
        assert text.get("src") == f"ncc.html#{head.get('id')}"
    texts = [each for path in book.glob("part*.smil") for each in tree(path).iter("text")]
    assert len(texts) == len(heads)


def test_parts_are_headings_of_the_first_level_and_sets_of_the_second(book):
    heads = [each for each in tree(book / "ncc.html").iter() if re.search(r"h\d$", each.tag)]
    found = [(each.tag[-2:], each.get("class"), each.find(f"{XHTML}a").text) for each in heads]

    assert found[:4] == [
        ("h1", "title", "Short level"),
        ("h1", "section", "Welcome"),
        ("h1", "section", 'Bridge: <"up"> & down/2'),
        ("h2", "section", 'Bridge: <"up"> & down/2, set one of two'),
    ]


def test_what_the_book_says_of_itself_is_true(book, made):
    told = facts(book / "ncc.html")
    total = sum(part.length for part in made.album.parts)

    assert told["dc:title"] == "Short level"
    assert told["dc:format"] == "Daisy 2.02"
    assert told["ncc:multimediaType"] == "audioNcc"
    assert int(told["ncc:files"]) == len(list(book.iterdir()))
    assert int(told["ncc:tocItems"]) == 9
    assert abs(clock(told["ncc:totalTime"]) - total) <= 500
    others = sum(path.stat().st_size for path in book.iterdir() if path.name != "ncc.html")
    assert int(told["ncc:kByteSize"]) == -(-others // 1024)


def test_the_times_of_the_parts_add_up(book, made):
    elapsed = 0
    for path, part in zip(sorted(book.glob("part*.smil")), made.album.parts, strict=True):
        told = facts(path)
        assert clock(told["ncc:totalElapsedTime"]) == elapsed
        assert clock(told["ncc:timeInThisSmil"]) == part.length
        elapsed += part.length
    assert clock(facts(book / "master.smil")["ncc:timeInThisSmil"]) == elapsed


def test_names_of_files_are_plain(book):
    assert all(re.fullmatch(r"[a-z0-9]+\.(html|smil|mp3)", path.name) for path in book.iterdir())
