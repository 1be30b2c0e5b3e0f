"""Through what it was said: an interview, a tweet, a press conference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.model import Span
from quoth.resolve.lexicon import SOCIAL_MEDIA

_NOUNS = (
    "press conference|news conference|press briefing|press release|news release|"
    "telephone interview|phone interview|radio interview|television interview|tv interview|"
    "conference call|phone call|town hall|blog post|text message|voice message|open letter|"
    "court filing|court documents|floor debate|"
    "statement|interview|tweet|tweets|letter|email|e-mail|speech|post|note|memo|report|briefing|"
    "podcast|op-ed|article|column|video|rally|debate|hearing|filing|lawsuit|opinion|ruling|"
    "dissent|address|message|testimony|affidavit|documentary|book|memoir|broadcast|sermon|"
    "communique|communiqué|bulletin|editorial|essay|paper|study|indictment|deposition|"
    "survey|poll|show"
)
_IN_A = re.compile(
    rf"\b(?:in|at|during|via|through|by|from|told|tells|addressed|telling|[Ii]n|[Aa]t|[Dd]uring) "
    rf"(?:(?:a|an|the|his|her|their|its|another|one|this|that|recent)\b )?"
    rf"((?:[\w’'.-]+ ){{0,4}}?)({_NOUNS})\b"
    r"(?! (?:store|shop|club|office|box|editor|board|co-author)\b)"
)
_OWNER = re.compile(r"\b([A-Z][\w.-]+)(?:’s|'s|s’|s')(?= )")
_FIRST_WORDS = re.compile(
    r"[\s,“”\"'‘’(—–-]*(?:[A-Z]?[a-z]+,? )?[\s,“”\"'‘’(—–-]*$"  # "Nevertheless, in a statement"
)
_CUT = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|where|when|after|before|since|because|while|as|if|once)\b"
    r"|,? (?:and|but) (?!in |at |on )"
)
_JOINS = re.compile(
    r"\b(?:and|but|while|so|yet|or|after|before|since|when|because|as|although|though|where|that|"
    r"how|why|which|who|whom|what|if|once)\s*$"
)
_SOCIAL = re.compile(
    r"\b(?:on|via|to|using) (?:his |her |its |their |the )?(?:social (?:media )?"
    r"(?:platform|network|site),? )?"
    r"(Twitter|X|Facebook|Instagram|Telegram|Truth Social|TikTok|YouTube|LinkedIn|WhatsApp|"
    r"Bluesky|Threads|Mastodon|Weibo|Reddit|Snapchat)\b"
)
_CUES = (
    ("tweet", "Twitter"),
    ("testif", "testimony"),
)


def medium(
    text: str,
    aside: Sequence[Span],
    *,
    cue: Span | None,
    source: Span | None,
    names: Sequence[str] = (),
) -> str | None:
    """What carried the words.

    Args:
        text: the article's.
        aside: the parts of the statement's sentence outside content and source, in order.
        cue, source: the statement's, as far as it has them.
        names: of its speakers: "in Ana Lopez's letter" carries nobody else's words.

    Returns:
        The noun in lower case ("press conference"), a network's own name
        ("Truth Social"), or None.
    """
    lowered = text[slice(*cue)].lower() if cue else ""
    found = None
    for start, end in aside:
        for match in _SOCIAL.finditer(text, start, end):
            if _hangs(text, match.span(), (start, end), cue=cue, source=source):
                return SOCIAL_MEDIA[match[1].lower()]
        for match in _IN_A.finditer(text, start, end):
            owner = _OWNER.search(match[1])
            if owner and names and not any(owner[1] in name for name in names):
                continue
            if found or not _hangs(text, match.span(), (start, end), cue=cue, source=source):
                continue
            found = match[2].lower().replace("tweets", "tweet")
    for stem, name in _CUES:
        if stem in lowered:
            return name
    return found


def _hangs(text: str, place: Span, aside: Span, *, cue: Span | None, source: Span | None) -> bool:
    """Whether a place of speaking belongs to the statement's cue, and to no other verb."""
    if cue is None:
        return True
    start = aside[0]
    if place[0] >= cue[0]:
        begin = max(start, cue[1])
        return place[0] < cue[1] or not _CUT.search(text, begin, place[0])
    verb = source[0] if source and place[1] <= source[0] else cue[0]
    if _JOINS.search(text, max(place[1], verb - 12), verb):
        return False  # "wrote on Twitter after the attorney dropped all charges"
    return _FIRST_WORDS.match(text, start, place[0]) is not None or place[0] - start <= 2
