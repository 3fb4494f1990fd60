"""Languages as the tags of MP3 and MP4 want them: three letters of ISO 639-2."""

from __future__ import annotations

# fmt: off
_THREE = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn",
    "ko": "kor", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}
# fmt: on


def three_letters(tag: str) -> str:
    """Return the ISO 639-2 code of a BCP 47 ``tag``; ``und`` where it is not known."""
    main = tag.split("-", maxsplit=1)[0].lower()
    return _THREE.get(main, main if len(main) == 3 and main.isascii() and main.isalpha() else "und")
