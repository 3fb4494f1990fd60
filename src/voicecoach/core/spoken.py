"""Written English to words that every engine says alike.

Engines read "45s" as "forty fives", "12x" as "twelve ex" and "2/3" by chance, each
in its own way. So what is written for the eye is turned into words here, before
any engine sees it, and the words are what captions, caches and logs hold.

Rule 1. A plain sentence comes out as it went in.
Rule 2. Twice is the same as once.
Rule 3. Nothing is refused: what is not understood passes unchanged, but no
        Latin digit is left standing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
)
# fmt: on
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_FRACTIONS = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
}
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_UNITS = {
    "second": r"s|secs?\b\.?(?=\s+[a-z])|secs?",
    "minute": r"mins?\b\.?(?=\s+[a-z])|mins?",
    "hour": r"h|hrs?",
    "beat per minute": r"bpm",
    "kilogram": r"kgs?",
    "gram": r"g",
    "pound": r"lbs?",
    "millimetre": r"mm",
    "centimetre": r"cm",
    "kilometre": r"km",
    "metre": r"m",
}
_WORDS: tuple[tuple[str, str], ...] = (
    (r"\be\.\s?g\.", "for example"),
    (r"\bi\.\s?e\.", "that is"),
    (r"\betc\.(?=$|\s[A-Z])", "and so on."),
    (r"\betc\b\.?", "and so on"),
    (r"\bapprox\b\.?", "about"),
    (r"\bvs\b\.?", "versus"),
    (r"\bRPE\b", "rating of perceived exertion"),
    (r"\bROM\b", "range of motion"),
    (r"\bAMRAP\b", "as many repetitions as possible"),
    (r"\bBPM\b", "beats per minute"),
    (r"\b([Hh])alf-way\b", r"\1alfway"),
    (r"\bw/o\b", "without"),
    (r"\band/or\b", "and or"),
    (r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", " or "),
)
_SIGNS = {
    "&": "and",
    "@": "at",
    "=": "equals",
    "≈": "about",
    "≥": "at least",
    "≤": "at most",
    "±": "plus or minus",
    "%": "percent",
    "°C": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "°": "degrees",
}
_COUNTED = re.compile(f"[0-9{''.join(_FRACTIONS)}]")
"""Most sentences hold no number, and then half of the steps have nothing to do."""
_NUMBER = r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?"
_RANGE = rf"({_NUMBER})\s*[-\u2013\u2014]\s*([0-9]+(?:\.[0-9]+)?)(?![0-9])"  # en and em dash


def number_words(n: int) -> str:
    """Return a whole number in words: ``number_words(21) == "twenty-one"``.

    American usage, no "and". From a million on, digit by digit; below zero with "minus".
    """
    if n < 0:
        return f"minus {number_words(-n)}"
    if n < 20:
        return _SMALL[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    if n < 1_000_000:
        size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
        many, rest = divmod(n, size)
        return f"{number_words(many)} {name}" + (f" {number_words(rest)}" if rest else "")
    return _digit_words(str(n))


def ordinal_words(n: int) -> str:
    """Return the rank ``n`` in words: ``ordinal_words(22) == "twenty-second"``."""
    words = number_words(n)
    last = re.split("[ -]", words)[-1]
    head = words.removesuffix(last)
    if last in _ORDINALS:
        return head + _ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def has_words(text: str) -> bool:
    """Return whether there is anything to say: a letter or a digit."""
    return any(character.isalnum() for character in text)


def speakable(text: str, language: str = "en") -> str:
    """Return ``text`` as it is to be said, in words; see the rules of the module.

    Args:
        text: one sentence or more.
        language: BCP 47 tag. Other languages than English get their spaces tidied only.
    """
    if language.lower().split("-")[0] == "en":
        if _COUNTED.search(text):
            text = _numbers(_measures(_times_and_ranges(_plain_digits(text))))
        text = _plain_words(_signs(text))
    return " ".join(text.split())


def _plain_digits(text: str) -> str:
    """½, 1,200, #3 and No. 3 in digits that the later steps know."""
    for glyph, digits in _FRACTIONS.items():
        text = re.sub(rf"(?<=[0-9]){glyph}", f" {digits}", text).replace(glyph, digits)
    text = re.sub(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])", _without_commas, text)
    return re.sub(r"(?:#|\b[Nn]o\.)\s*(?=[0-9])", "number ", text)


def _times_and_ranges(text: str) -> str:
    """3 x 8, 3x, x 8; 1:30; 6-8, 3-2-3; 90-degree."""
    text = re.sub(r"(?<![0-9:])([0-9]+):([0-5][0-9])(?![0-9:])(?:\s*mins?\b)?", _clock, text)
    text = re.sub(r"(?<=[0-9])\s*[xX\u00d7](?=\s*[0-9])", " times ", text)
    text = re.sub(r"(?<=[0-9])\s*[xX\u00d7](?![A-Za-z])", " times", text)
    text = re.sub(r"(?<![A-Za-z0-9])[x\u00d7](?=\s*[0-9])", " times ", text)
    text = re.sub(rf"{_NUMBER}(?:\s?[-\u2013][0-9]+){{2,}}(?![0-9])", _tempo, text)
    text = re.sub(_RANGE, r"\1 to \2", text)
    return re.sub(r"(?<=[0-9])-(?=[A-Za-z])|(?<=[A-Za-z])-(?=[0-9])", " ", text)


def _measures(text: str) -> str:
    """30 s, 1 min, 5 kg; 2/3, 3/10; minus, plus and about before a number."""
    for name, pattern in _UNITS.items():
        text = re.sub(rf"({_NUMBER})\s?(?:{pattern})(?![A-Za-z0-9/'])", _with_unit(name), text)
    text = re.sub(r"(?<![0-9/.])([0-9]+)\s+([1-3])/([2-4])(?![0-9/])", _mixed, text)
    text = re.sub(r"(?<![0-9/.])([0-9]+)\s*/\s*([0-9]+)(?![0-9/])", _fraction, text)
    text = re.sub(r"(?<!\S)[-\u2212](?=[0-9])", "minus ", text)  # hyphen or the minus sign
    text = re.sub(r"(?<!\S)~\s*(?=[0-9])", "about ", text)
    text = re.sub(r"<\s*(?=[0-9])", " less than ", text)
    text = re.sub(r">\s*(?=[0-9])", " more than ", text)
    return re.sub(r"(?<=[0-9])\s*\+\s*(?=[0-9])", " plus ", text)


def _numbers(text: str) -> str:
    text = re.sub(
        r"(?<![A-Za-z0-9.])([0-9]{1,6})(?:st|nd|rd|th)\b",
        lambda match: ordinal_words(int(match[1])),
        text,
    )
    text = re.sub(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])", " ", text)
    return re.sub(r"[0-9]+(?:\.[0-9]+)*", _number, text)


def _signs(text: str) -> str:
    for sign, words in _SIGNS.items():
        text = text.replace(sign, f" {words} ")
    return re.sub(r"(?<=\S) (?=[.,;:!?](?: |$))", "", " ".join(text.split()))


def _plain_words(text: str) -> str:
    """Abbreviations; last, when nothing is left that could bring forth a new one."""
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text)
    return text


def _digit_words(digits: str) -> str:
    return " ".join(_SMALL[int(digit)] for digit in digits)


def _number(match: re.Match[str]) -> str:
    whole, *decimals = match[0].split(".")
    long = len(whole) > 6 or (len(whole) > 1 and whole[0] == "0")
    words = _digit_words(whole) if long else number_words(int(whole))
    return " point ".join([words, *map(_digit_words, decimals)])


def _without_commas(match: re.Match[str]) -> str:
    return match[0].replace(",", "")


def _tempo(match: re.Match[str]) -> str:
    return ", ".join(re.findall(r"[0-9]+(?:\.[0-9]+)?", match[0]))


def _clock(match: re.Match[str]) -> str:
    minutes, seconds = match[1], int(match[2])
    text = f"{minutes} minute{'' if int(minutes) == 1 else 's'}"
    return text if seconds == 0 else f"{text} {seconds} second{'' if seconds == 1 else 's'}"


def _with_unit(name: str) -> Callable[[re.Match[str]], str]:
    def words(match: re.Match[str]) -> str:
        first, *rest = name.split(" ", 1)
        return " ".join([match[1], first if match[1] == "1" else f"{first}s", *rest])

    return words


def _mixed(match: re.Match[str]) -> str:
    part = _fraction_words(int(match[2]), int(match[3]))
    return f"{match[1]} and {'a half' if part == 'one half' else part}"


def _fraction(match: re.Match[str]) -> str:
    if len(match[1]) > 1 or len(match[2]) > 1:
        return f"{match[1]} out of {match[2]}"
    return _fraction_words(int(match[1]), int(match[2]))


def _fraction_words(top: int, bottom: int) -> str:
    if bottom not in _PARTS or not 0 < top < bottom:
        return f"{top} out of {bottom}"
    return f"{number_words(top)} {_PARTS[bottom]}{'' if top == 1 else 's'}"
