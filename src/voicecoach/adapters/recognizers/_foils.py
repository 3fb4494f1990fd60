"""Words that are no commands but sound like one."""

from __future__ import annotations

_WORDS = """
text best step held paws box slow post necks stuff store star top spot stock what that the
oh okay thanks well and but you ah hmm mm up down left right off on yet go to she he it's
good great rest lift breathe lower flower power water later daughter letter fast father
pass last cause house past hello health hell hop hope hurt hurts first know not none new
chess guess less just dress read reap deep heat eat three free tree two one four five six
seven eight nine ten zero follow forward backward stopped
"""

FOILS = tuple(_WORDS.split())
"""Words that are easily taken for commands, and common talk: if one of them is the
likeliest, it was no command. A word that is a phrase of the setup is left out there."""
