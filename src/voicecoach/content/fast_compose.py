"""YAML text to nodes by libyaml, which takes a fifth of the time of PyYAML's own reader.

Rule 1. Only for files that come with voicecoach: there a test sees that both readers make the
        same nodes at the same places. Of some odd texts they do not; those of users are read by
        PyYAML's own reader (`compose`), which is the stricter one.
Rule 2. What libyaml refuses is read again by that one, whose complaints `sentences` knows.
Rule 3. It may be missing: PyYAML's wheels hold it, its source package may not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.composer import Composer as Nodes
from yaml.resolver import Resolver

from voicecoach.content.compose import Bounded, BoundError

if TYPE_CHECKING:
    from yaml._yaml import CParser
elif yaml.__with_libyaml__:
    from yaml.cyaml import CParser
else:
    CParser = type("Missing", (), {})

PACKAGE = Path(__file__).parents[1]


class FastComposer(Bounded, Nodes, CParser, Resolver):
    """Composes nodes of libyaml's events, within the same bounds."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Nodes.__init__(self)
        Resolver.__init__(self)
        Bounded.__init__(self)


def is_shipped(file: str) -> bool:
    """Return whether ``file`` comes with voicecoach."""
    return yaml.__with_libyaml__ and Path(file).is_relative_to(PACKAGE)


def fast_node(text: str) -> yaml.Node | None:
    """Return the root of ``text``; None if PyYAML's own reader must look at it."""
    try:
        root: yaml.Node | None = FastComposer(text).get_single_node()
    except (BoundError, yaml.YAMLError, ValueError, OverflowError):
        return None
    return root
