"""Through what it was said: an interview, a tweet, a press conference."""

from __future__ import annotations

import re

from quoth.resolve.lexicon import SOCIAL_MEDIA

_NOUNS = (
    "press conference|news conference|press briefing|press release|news release|"
    "telephone interview|phone interview|radio interview|television interview|tv interview|"
    "conference call|phone call|town hall|blog post|text message|voice message|open letter|"
    "court filing|court documents|floor debate|"
    "statement|interview|tweet|tweets|letter|email|e-mail|speech|post|note|memo|report|briefing|"
    "podcast|op-ed|article|column|video|rally|debate|hearing|filing|lawsuit|opinion|ruling|"
    "dissent|address|message|testimony|affidavit|documentary|book|memoir|broadcast|sermon|"
    "communique|communiqué|bulletin|editorial|essay|paper|study|indictment|deposition"
)
_IN_A = re.compile(
    rf"\b(?:in|at|during|via|through|by|from|told|tells|addressed) (?:(?:a|an|the|his|her|their|"
    rf"its|another|one|this|that|recent)\b )?(?:[\w’'.-]+ ){{0,4}}?({_NOUNS})\b",
    re.IGNORECASE,
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


def medium(aside: str, cue: str) -> str | None:
    """What carried the words.

    Args:
        aside: the statement's sentence without its content.
        cue: the cue's text, or "".

    Returns:
        The noun in lower case ("press conference"), a network's own name
        ("Truth Social"), or None.
    """
    if match := _SOCIAL.search(aside):
        return SOCIAL_MEDIA[match[1].lower()]
    lowered = cue.lower()
    for stem, name in _CUES:
        if stem in lowered:
            return name
    if match := _IN_A.search(aside):
        return match[1].lower().replace("tweets", "tweet")
    return None
