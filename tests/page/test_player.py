"""The player page in Chromium: for every eye, by keys and headset, exact, and without a network."""

import re
import shutil
from contextlib import contextmanager

import pytest

from albums import production
from voicecoach.adapters.exporters.web import ENGINE
from voicecoach.core.transcript import chapters

DARK = {"prefers-color-scheme": "dark"}
FORCED = {"forced-colors": "active"}
SETTINGS = {
    "light": {},
    "dark, 320 pixels, reduced motion": {
        "width": 320,
        "height": 640,
        "features": DARK | {"prefers-reduced-motion": "reduce"},
    },
    "forced colours": {"features": FORCED},
    "forced colours, dark": {"features": FORCED | DARK},
    "print": {"media": "print"},
}
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
HANDLERS = """
window.handlers = {};
const real = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
navigator.mediaSession.setActionHandler = (name, handler) => {
  window.handlers[name] = handler;
  real(name, handler);
};
"""
"""Keeps what the page gives to the keys of a headset, which no test can press."""
READY = """
new Promise(done => {
  const sound = document.querySelector('audio');
  if (sound.readyState) done(sound.duration);
  else sound.addEventListener('loadedmetadata', () => done(sound.duration), {once: true});
})
"""
SMALL = """
[...document.querySelectorAll('a:not(.skip), button, select, summary, input')]
  .filter(each => each.getClientRects().length)
  .map(each => [each.outerHTML, each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([html, box]) => `${box.width} x ${box.height}: ${html}`)
"""
NOW = "document.querySelector('audio').currentTime"
STATUS = "document.getElementById('status').textContent"
AWHILE = "new Promise(done => setTimeout(done, 150))"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return production(tmp_path_factory.mktemp("album"))


@pytest.fixture(scope="module")
def player(made, tmp_path_factory):
    """The page, beside its sound."""
    folder = tmp_path_factory.mktemp("player")
    ENGINE.make().write(made, folder)
    return folder / "short-1.html"


@pytest.fixture
def open_player(browser, player):
    """A function that opens the page as somebody who has never been there, or has (``fresh``)."""

    @contextmanager
    def opened(path=player, *, fresh=True, script="", **settings):
        with browser.page(path, **settings) as page:
            if fresh:  # leaving the page notes the place, so that is forgotten on the way in
                script += "localStorage.clear();"
            page.call("Page.addScriptToEvaluateOnNewDocument", source=script)
            browser.events.clear()
            page.call("Page.reload")
            browser.wait_for("Page.loadEventFired")
            yield page

    return opened


def by_hand(page, expression):
    """Return the value of ``expression``, in the name of the user: only then may sound begin."""
    answer = page.call(
        "Runtime.evaluate",
        expression=expression, awaitPromise=True, returnByValue=True, userGesture=True,
    )  # fmt: skip
    return answer["result"].get("value")


def after(event, action, answer):
    """Return what does ``action`` and gives ``answer`` once ``event`` has come to the sound."""
    return (
        "new Promise(done => { const sound = document.querySelector('audio');"
        f"sound.addEventListener('{event}', () => done({answer}), {{once: true}}); {action} }})"
    )


def landed(page, action):
    """Do ``action`` and return where the sound is when it has got there, in milliseconds."""
    return round(1000 * by_hand(page, after("seeked", action, "sound.currentTime")))


def seek(page, time):
    page.evaluate(READY)
    return landed(page, f"document.querySelector('audio').currentTime = {time / 1000}")


def press(key, on="document.body"):
    facts = f"{{key: '{key}', bubbles: true, cancelable: true}}"
    return f"{on}.dispatchEvent(new KeyboardEvent('keydown', {facts}))"


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing(open_player, setting):
    with open_player(**SETTINGS[setting]) as page:
        page.evaluate(OPEN)

        assert page.violations() == []


@pytest.mark.parametrize("width", [320, 1000])
def test_targets_are_large_and_the_page_never_moves_sideways(open_player, width):
    with open_player(width=width) as page:
        page.evaluate(OPEN)

        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_but_its_sound_is_fetched(browser, open_player, player):
    with open_player() as page:
        seek(page, 30_000)
        page.evaluate("document.getElementById('where').click()")
        asked = {url for url in page.requests() if not url.startswith("data:")}

        assert asked == {player.as_uri(), player.with_suffix(".mp3").as_uri()}


def test_the_policy_lets_no_other_script_and_no_address_in(open_player):
    with open_player() as page:
        page.evaluate(
            "const script = document.createElement('script');"
            "script.textContent = 'window.broken = true'; document.body.append(script);"
        )
        refused = page.evaluate("fetch('short-1.txt').then(() => 'came', () => 'refused')")

        assert (page.evaluate("window.broken"), refused) == (None, "refused")


def test_a_headset_goes_from_chapter_to_chapter(open_player, made):
    starts = [mark.start for mark in made.album.whole.marks]
    with open_player(script=HANDLERS) as page:
        page.evaluate(READY)
        there = [landed(page, "handlers.nexttrack({})") for _ in starts[1:]]
        back = [landed(page, "handlers.previoustrack({})") for _ in starts[1:]]

    assert all(abs(a - b) <= 50 for a, b in zip(there, starts[1:], strict=True))
    assert all(abs(a - b) <= 50 for a, b in zip(back, starts[-2::-1], strict=True))


def test_previous_goes_to_the_start_of_a_chapter_that_has_been_heard_for_a_while(open_player, made):
    start = made.album.whole.marks[2].start
    with open_player(script=HANDLERS) as page:
        seek(page, start + 5000)

        assert abs(landed(page, "handlers.previoustrack({})") - start) <= 50


def test_a_headset_seeks_plays_and_pauses(open_player):
    name = "document.getElementById('play').textContent"
    with open_player(script=HANDLERS) as page:
        seek(page, 60_000)
        assert landed(page, "handlers.seekbackward({seekOffset: 5})") == 55_000
        assert landed(page, "handlers.seekforward({})") == 65_000
        assert landed(page, "handlers.seekto({seekTime: 20})") == 20_000
        assert by_hand(page, after("play", "handlers.play()", name)) == "Pause"
        assert by_hand(page, after("pause", "handlers.pause()", name)) == "Play"
        assert page.evaluate("navigator.mediaSession.metadata.album") == "Short level"


def test_keys_do_what_the_buttons_do_until_they_are_switched_off(open_player, made):
    start = made.album.whole.marks[3].start
    with open_player() as page:
        seek(page, start - 1000)
        assert abs(landed(page, press("n")) - start) <= 50
        assert landed(page, press("L")) == pytest.approx(start + 10_000, abs=50)
        page.evaluate("document.getElementById('shortcuts').click()")
        for key in "njlpkw":
            page.evaluate(press(key))
        page.evaluate(AWHILE)
        assert round(1000 * page.evaluate(NOW)) == pytest.approx(start + 10_000, abs=50)
        assert page.evaluate("document.querySelector('audio').paused")
        assert page.evaluate(STATUS) == ""


def test_a_key_with_control_or_in_the_list_of_speeds_is_left_alone(open_player):
    held = "new KeyboardEvent('keydown', {key: 'n', ctrlKey: true, bubbles: true})"
    with open_player() as page:
        page.evaluate(READY)
        page.evaluate(f"document.body.dispatchEvent({held})")
        page.evaluate(press("n", on="document.getElementById('speed')"))
        page.evaluate(AWHILE)

        assert page.evaluate(NOW) == 0


def test_it_says_where_one_is_as_often_as_asked(open_player, made):
    mark = made.album.whole.marks[3]
    with open_player() as page:
        seek(page, mark.start + 500)
        for _ in range(2):
            page.evaluate("document.getElementById('where').click()")
            assert page.evaluate(STATUS) == ""  # so that a screen reader hears a change
            page.evaluate(AWHILE)
            assert page.evaluate(STATUS).startswith(f"{mark.title}. Part 2 of 4. At 0 minutes")


def test_the_sentence_that_sounds_is_marked(open_player, made):
    phrases = [each for chapter in chapters(made.album.whole) for each in chapter.phrases]
    marked = (
        "[...document.querySelectorAll('.phrase [aria-current]')].map(each => each.textContent)"
    )
    with open_player() as page:
        for phrase in phrases[7], phrases[3]:
            seek(page, phrase.start + 100)

            assert page.evaluate(marked) == [phrase.text]
            assert page.evaluate("document.getElementById('now').textContent") == phrase.text


def test_a_sentence_plays_from_its_first_word(open_player, made):
    phrases = [each for chapter in chapters(made.album.whole) for each in chapter.phrases]
    press_it = "document.querySelectorAll('.phrase button')[7].click();"
    begun = "window.begun = !sound.paused; sound.pause();"
    with open_player() as page:
        page.evaluate(READY)

        assert abs(landed(page, press_it + begun) - phrases[7].start) <= 50
        assert page.evaluate("window.begun")


def test_the_transcript_is_one_stop_of_tab_with_arrows_within(open_player):
    stops = "document.querySelectorAll('.phrase button[tabindex=\"0\"]').length"
    focused = "document.activeElement"
    with open_player() as page:
        page.evaluate(READY)
        page.evaluate("document.querySelector('.phrase button[tabindex=\"0\"]').focus()")
        page.evaluate(press("ArrowDown", on=focused))
        page.evaluate(press("ArrowDown", on=focused))
        page.evaluate(press("ArrowUp", on=focused))

        assert page.evaluate(stops) == 1
        assert (
            page.evaluate(f"[...document.querySelectorAll('.phrase button')].indexOf({focused})")
            == 1
        )


def test_it_goes_on_where_one_left_off_without_playing_by_itself(open_player):
    with open_player() as page:
        seek(page, 42_000)
        page.evaluate(
            "const speed = document.getElementById('speed'); speed.value = '0.8';"
            "speed.dispatchEvent(new Event('change'));"
        )
    with open_player(fresh=False) as page:
        page.evaluate(READY)
        page.evaluate(AWHILE)

        assert round(page.evaluate(NOW)) == 42
        assert page.evaluate("document.querySelector('audio').playbackRate") == 0.8
        assert page.evaluate("document.querySelector('audio').paused")
        assert page.evaluate(STATUS) == "Play goes on at 0 minutes 42 seconds, where you left off."


def test_it_works_where_nothing_may_be_kept(open_player):
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
    with open_player(fresh=False, script=refuse) as page:
        assert seek(page, 30_000) == 30_000
        page.evaluate(AWHILE)
        assert page.evaluate("document.querySelectorAll('.phrase [aria-current]').length") == 1


def test_a_page_without_its_sound_says_so(open_player, player, tmp_path):
    alone = shutil.copy(player, tmp_path)
    with open_player(alone) as page:
        told = page.evaluate(
            f"new Promise(done => {{ setInterval(() => {{if ({STATUS}) done({STATUS}); }}, 20); }})"
        )

        assert told == "short-1.mp3 cannot be played. It must lie in the same folder as this page."


def test_without_a_script_it_is_a_text_with_a_player(browser, player, made, tmp_path):
    text = re.sub(r"<script>.*</script>", "", player.read_text(encoding="utf-8"), flags=re.DOTALL)
    path = tmp_path / player.name
    path.write_text(text, encoding="utf-8")
    shutil.copy(player.with_suffix(".mp3"), tmp_path)
    with browser.page(path) as page:
        assert page.violations() == []
        assert page.evaluate("document.getElementById('controls').hidden")
        assert page.evaluate("document.querySelector('audio').controls")
        links = page.evaluate(
            "[...document.querySelectorAll('nav a')].map(each => each.getAttribute('href'))"
        )

    starts = [mark.start / 1000 for mark in made.album.whole.marks]
    assert links == [f"short-1.mp3#t={start:.3f}" for start in starts]


def test_axe_would_find_something(browser, player, tmp_path):
    path = tmp_path / player.name
    text = player.read_text(encoding="utf-8").replace('<label for="speed">Speed</label>', "Speed")
    path.write_text(text, encoding="utf-8")
    with browser.page(path) as page:
        assert [line.partition(":")[0] for line in page.violations()] == ["select-name"]


def test_a_drawing_stands_with_its_exercise(open_player):
    with open_player() as page:
        assert page.evaluate("document.querySelectorAll('figure svg').length") == 1
        assert page.evaluate("document.querySelector('figcaption').textContent") == "Start"
