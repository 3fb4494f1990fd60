"""Ends the program with one sentence on a Python that is too old.

Imported first, for its effect, by the scripts that people start by hand. Only
syntax that every Python since 2.7 can read may stand here and in them.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - telling an old Python is what this file is for
    sys.exit(
        "voicecoach needs Python 3.11 or newer; this is %d.%d. "  # noqa: UP031 - no f-strings in Python 2.7
        "Install a newer one, then start this script with it, for instance: "
        "python3.13 %s" % (sys.version_info[0], sys.version_info[1], " ".join(sys.argv))
    )
