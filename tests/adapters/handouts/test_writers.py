"""A handout as PDF, HTML and text: the same words in the same order, and made for everybody."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader

import browser
from handouts import DAY, LEVELS, handout
from voicecoach.adapters.handouts.html import html
from voicecoach.adapters.handouts.pdf import PAGES, Sheet, pdf
from voicecoach.adapters.handouts.txt import WIDTH, txt
from voicecoach.core.handout import Handout, Heading, Items, Paragraph, Part

NAMES = tuple(LEVELS)
SHEETS = {"normal": Sheet(), "large": Sheet(large=True)}
BOTH = [(name, size) for name in NAMES for size in SHEETS]


@cache
def printed(name, size):
    return pdf(handout(name), SHEETS[size])


def read(name, size="normal"):
    return PdfReader(BytesIO(printed(name, size)))


def plain(made):
    """Return the text version, its drawings as their captions, without marks of lists."""
    text = re.sub(r"\[Drawing\. (Start|End):[^\]]*\]", r"\1", txt(made))
    return _squeezed(re.sub(r"^- ", "", text, flags=re.MULTILINE))


def _squeezed(text):
    return re.sub(r"[\s•]", "", text.replace("□", "[]").replace("[ ]", "[]"))


def tags(reader):
    """Yield each element of the structure tree, in order, as its name and itself."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), node
            inner = node.get("/K", [])
            inner = inner.get_object() if hasattr(inner, "get_object") else inner
            for each in inner if isinstance(inner, list) else [inner]:
                if hasattr(each.get_object(), "get"):
                    yield from walk(each)

    yield from walk(reader.trailer["/Root"]["/StructTreeRoot"])


# --- PDF ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "size"), BOTH)
def test_the_text_of_the_pdf_is_the_text_version_in_the_same_order(name, size):
    made = handout(name)
    furniture = re.escape(made.title) + r", page \d+ of \d+"
    pages = [re.sub(furniture, "", page.extract_text()) for page in read(name, size).pages]

    assert _squeezed("".join(pages)) == plain(made)


@pytest.mark.parametrize(("name", "size"), BOTH)
def test_the_pdf_is_tagged_as_ua_1_wants_it(name, size):
    reader = read(name, size)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == LEVELS[name].title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert all(page.get("/Tabs", "/S") == "/S" for page in reader.pages)
    assert len(reader.outline) > 0, "bookmarks"


@pytest.mark.parametrize(("name", "size"), BOTH)
def test_headings_lists_and_pictures_are_tags(name, size):
    found = list(tags(read(name, size)))
    kinds = [kind for kind, _node in found]
    made = handout(name)
    pictures = [
        picture
        for part in made.parts
        for block in part.blocks
        for picture in getattr(block, "pictures", ())
    ]

    assert [kind for kind in kinds if kind[:2] == "/H"] == ["/H1", *(["/H2"] * len(made.parts))]
    assert {"/L", "/LI", "/LBody", "/P"} <= set(kinds)
    alts = [node["/Alt"] for kind, node in found if kind == "/Figure"]
    assert alts == [picture.alt for picture in pictures]


@pytest.mark.parametrize(("name", "size"), BOTH)
def test_its_letters_are_embedded_and_can_be_read_out(name, size):
    fonts = {}
    for page in read(name, size).pages:
        for found in page["/Resources"]["/Font"].values():
            font = found.get_object()
            (inner,) = font["/DescendantFonts"]
            files = {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])
            fonts[font["/BaseFont"].partition("+")[2]] = bool(files) and "/ToUnicode" in font

    assert all(fonts.values())
    families = {font.partition("-")[0] for font in fonts}
    assert families <= {"AtkinsonHyperlegible", "LibertinusSerif"}, "boxes"


@pytest.mark.parametrize("name", NAMES)
def test_a_level_is_one_sheet_and_small(name):
    assert len(read(name).pages) <= PAGES
    assert len(printed(name, "normal")) < 500_000


@pytest.mark.parametrize("name", NAMES)
def test_no_exercise_is_split_over_two_pages(name):
    made = handout(name)
    pages = [_squeezed(page.extract_text()) for page in read(name).pages]

    for part in made.parts:
        if part.blocks[0].text.startswith("Exercise"):
            inner = [block for block in part.blocks if isinstance(block, Paragraph)]
            asked = (part.blocks[0].text, inner[-1].text)
            assert any(all(_squeezed(text) in page for text in asked) for page in pages)


def test_large_print_has_18_points_headings_of_22_and_20_and_one_column():
    sizes = set()
    lefts = set()

    def look(text, cm, tm, _font, size):
        if text.strip():
            sizes.add(round(size))
            lefts.add(round(cm[0] * tm[4] + cm[4]))

    read("low-back-1", "large").pages[0].extract_text(visitor_text=look)

    assert sizes == {18, 20, 22}
    assert min(lefts) == 72, "a margin of an inch"
    assert max(lefts) < 110, "one column"


def test_paper_is_what_was_asked_for():
    box = PdfReader(BytesIO(pdf(handout("desk-break-1"), Sheet("letter")))).pages[0].mediabox

    assert (round(box.width), round(box.height)) == (612, 792)


def test_the_same_handout_gives_the_same_bytes():
    assert pdf(handout()) == printed("low-back-1", "normal")


HOSTILE = '#panic("x") $ * _ ` \\ ] [ <b> & "quoted" {side} // no @ref ~ = '


def odd(text):
    """Return a handout with ``text`` in every place."""
    blocks = (Heading(text), Paragraph(text, text), Items((text, text), text))
    return Handout(text, "en", DAY, (Paragraph(text),), (Part(blocks), Part(blocks)))


def test_nothing_in_a_text_becomes_markup():
    made = odd(HOSTILE)
    pages = PdfReader(BytesIO(pdf(made))).pages
    read_back = re.sub(r", page \d+ of \d+", "", "".join(page.extract_text() for page in pages))

    assert _squeezed(read_back).count(_squeezed(HOSTILE)) >= txt(made).count('#panic("x")')
    assert html(made).count("&lt;b&gt; &amp;") == html(made).count("#panic(")
    assert "<b>" not in html(made)


def test_letters_that_our_font_lacks_are_taken_from_another():
    made = odd("Λ Ж ć ł № 背")  # the last is in none of them

    with pytest.raises(Exception, match=r"cannot be made into a PDF .*; choose --format html"):
        pdf(made)
    assert pdf(odd("Λ Ж ć ł №")).startswith(b"%PDF-1.7")


def test_a_level_of_many_exercises_takes_more_pages_at_a_size_that_can_be_read():
    level = LEVELS["low-back-1"]
    many = replace(level, exercises=level.exercises + LEVELS["low-back-2"].exercises)

    reader = PdfReader(BytesIO(pdf(handout(level=many))))
    assert len(reader.pages) > PAGES


# --- text -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_text_has_72_columns_at_most_and_nothing_but_words(name):
    text = txt(handout(name))

    assert max(map(len, text.splitlines())) <= WIDTH
    assert "\t" not in text
    assert not re.search(r"[|+]-{2,}|-{3,}|={3,}|□|•", text)
    assert text.endswith("\n")
    assert "\n\n\n" not in text


# --- HTML -------------------------------------------------------------------------------


class Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.texts = []
        self.names = []
        self._inside = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag not in {"meta", "input", "rect", "circle", "path"}:
            self._inside.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"rect", "circle", "path"}:
            assert self._inside.pop() == tag

    def handle_data(self, data):
        if not {"style", "title", "desc", "head"} & set(self._inside):
            self.texts.append(data)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_the_text_says(name):
    made = handout(name)
    found = Reader(html(made))

    assert _squeezed("".join(found.texts)).replace(",", "") == plain(made).replace(
        "[]", ""
    ).replace(",", "")
    assert found.names.count("h1") == 1
    assert found.names.count("h2") == len(made.parts)
    assert found.names.count("input") == 12


@pytest.mark.skipif(bool(browser.MISSING), reason=browser.REASON)
def test_the_page_has_no_fault_that_axe_knows_in_any_look(tmp_path):
    path = tmp_path / "level.html"
    path.write_text(html(handout()), encoding="utf-8")
    looks = [
        (1280, {}, ""),
        (1280, {"prefers-color-scheme": "dark"}, ""),
        (320, {"prefers-color-scheme": "dark"}, ""),
        (800, {"forced-colors": "active"}, ""),
    ]
    with browser.Browser() as window:
        for width, features, media in looks:
            with window.page(path, width=width, media=media, features=features) as page:
                assert page.violations() == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
