"""Concepts: what many statements are for or against, in the words of a discourse network.

A discourse network (Leifeld, *Discourse Network Analysis*, in The Oxford Handbook of Political
Networks, 2017) ties actors to concepts that they agree or disagree with. Coders name the concepts
by hand; here contents that lie near one another are grouped (`grouping`), a group is named in words
of its own (`naming`), and a statement agrees or not by its polarity (`agreement`). What a coder
names, joins, parts or codes (`decided`) is kept: it binds the next grouping, and contents near to
what was coded by hand follow it.
"""

from quoth.concepts.agreement import agreements
from quoth.concepts.decided import NOTHING, Coded, Decided
from quoth.concepts.found import Utterance, concepts
from quoth.concepts.grouping import Group, groups
from quoth.concepts.naming import name_of

VERSION = "2"
"""Raised when the same statements would give other concepts."""

MOST = 20_000
"""Claims and statements that are grouped at once; the most carried and the surest first."""

__all__ = [
    "MOST",
    "NOTHING",
    "VERSION",
    "Coded",
    "Decided",
    "Group",
    "Utterance",
    "agreements",
    "concepts",
    "groups",
    "name_of",
]
