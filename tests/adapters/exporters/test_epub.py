"""An EPUB 3 book: valid, complete, and every phrase in step with its sound."""

import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest

from albums import PICTURE
from sounding import decoded_length
from voicecoach.core.transcript import chapters

CHECKER = Path(__file__).parents[2] / "page" / "node_modules" / ".bin" / "epubcheck-ts"
JAR = os.environ.get("EPUBCHECK_JAR", "")
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"


@pytest.fixture
def path(written):
    return written("epub") / "short-1.epub"


@pytest.fixture
def book(path):
    """The files of the book by name."""
    with ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def tree(book, name):
    return ET.fromstring(book[f"EPUB/{name}"])


def metas(book):
    found = tree(book, "package.opf").iter(f"{OPF}meta")
    return [(each.get("property"), each.get("refines"), each.text) for each in found]


def seconds(text):
    return round(1000 * float(re.fullmatch(r"(\d+\.\d{3})s", text)[1]))


@pytest.mark.skipif(os.name == "nt", reason="elsewhere: npm names its programs otherwise")
@pytest.mark.skipif(not shutil.which("node"), reason="needs node (apt-get install npm)")
@pytest.mark.skipif(not CHECKER.exists(), reason="needs epubcheck-ts (npm ci --prefix tests/page)")
def test_epubcheck_in_typescript_finds_nothing(path):
    done = subprocess.run([CHECKER, path], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert re.search(r"Errors:\s+0\n\s+Warnings:\s+0\n", done.stdout)


@pytest.mark.skipif(not JAR, reason="elsewhere: set EPUBCHECK_JAR to the jar of EPUBCheck 5.3")
def test_epubcheck_finds_nothing(path):
    command = ["java", "-jar", JAR, "--failonwarnings", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_its_kind_comes_first_and_nothing_tells_when_it_was_made(path):
    with ZipFile(path) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None

    first = infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_the_package_names_every_file(book):
    items = [each.get("href") for each in tree(book, "package.opf").iter(f"{OPF}item")]
    outside = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}

    assert sorted(f"EPUB/{name}" for name in items) == sorted(book.keys() - outside)


def test_every_phrase_is_in_step_with_its_sound(book, made, tmp_path):
    for part in made.album.parts:
        name = f"part{part.number:03d}"
        spans = {
            each.get("id"): each.text for each in tree(book, f"{name}.xhtml").iter(f"{XHTML}span")
        }
        pairs = list(tree(book, f"{name}.smil").iter(f"{SMIL}par"))
        texts = [each.find(f"{SMIL}text").get("src") for each in pairs]
        sounds = [each.find(f"{SMIL}audio") for each in pairs]
        assert texts == [f"{name}.xhtml#{span}" for span in spans]
        phrases = [phrase for chapter in chapters(part) for phrase in chapter.phrases]
        assert list(spans.values()) == [phrase.text for phrase in phrases]
        clips = [(seconds(s.get("clipBegin")), seconds(s.get("clipEnd"))) for s in sounds]
        assert clips == [(phrase.start, phrase.end) for phrase in phrases]
        assert all(one[1] == other[0] for one, other in pairwise(clips))
        assert {sound.get("src") for sound in sounds} == {f"{name}.mp3"}
        (tmp_path / f"{name}.mp3").write_bytes(book[f"EPUB/{name}.mp3"])
        assert clips[-1][1] <= decoded_length(tmp_path / f"{name}.mp3") + 0.5


def test_lengths_add_up(book, made):
    lengths = [
        (refines, seconds(text)) for name, refines, text in metas(book) if name == "media:duration"
    ]
    total = dict(lengths)[None]
    parts = [length for refines, length in lengths if refines]

    assert total == sum(parts)
    assert parts == [part.length for part in made.album.parts]


def test_it_says_how_it_can_be_taken_in(book):
    told = [(name, text) for name, _refines, text in metas(book)]

    for each in ("synchronizedAudioText", "tableOfContents", "alternativeText"):
        assert ("schema:accessibilityFeature", each) in told
    assert ("schema:accessMode", "auditory") in told
    assert ("schema:accessModeSufficient", "auditory") in told
    assert ("schema:accessModeSufficient", "textual") in told
    assert ("schema:accessibilityHazard", "none") in told
    assert ("media:active-class", "-epub-media-overlay-active") in told
    assert b".-epub-media-overlay-active" in book["EPUB/style.css"]


def test_a_drawing_stands_in_its_part_with_its_words(book):
    image = next(tree(book, "part002.xhtml").iter(f"{XHTML}img"))

    assert image.get("alt") == PICTURE.alt
    assert book[f"EPUB/{image.get('src')}"].decode().strip() == PICTURE.svg
    assert not list(tree(book, "part003.xhtml").iter(f"{XHTML}img"))


def test_the_contents_lead_to_parts_and_sets(book):
    links = [(each.get("href"), each.text) for each in tree(book, "nav.xhtml").iter(f"{XHTML}a")]

    assert links[1:3] == [
        ("part002.xhtml", 'Bridge: <"up"> & down/2'),
        ("part002.xhtml#h1", 'Bridge: <"up"> & down/2, set one of two'),
    ]
    for address, text in links:
        name, _, anchor = address.partition("#")
        ids = {each.get("id"): each.text for each in tree(book, name).iter() if each.get("id")}
        assert ids[anchor or "h0"] == text
