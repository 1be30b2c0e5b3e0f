"""Bounds and changes: "at least", "about", "up 19", "fell by", read from around a number."""

from __future__ import annotations

from quoth.compare.figures.tokens import Tokens
from quoth.resolve.lexicon import word_set

BEFORE: dict[tuple[str, ...], str] = {}
for _bound, _forms in {
    "about": "about; around; roughly; approximately; some; nearly; almost; close to; circa; "
    "approx; approx .; ~; ≈; an estimated; estimated; averaged; "
    "averaging; averages; nearing; barely; in the region of; something like; more or less; "
    "near; maybe; perhaps; typically; averaged about; averaged roughly",
    "above": "more than; over; above; exceeding; exceed; exceeds; exceeded; greater than; "
    "north of; higher than; upward of; upwards of; well over; >; beyond; better than; over than; "
    "longer than; larger than; bigger than; older than; in excess of; passed; topped; topping",
    "at_least": "at least; no less than; no fewer than; not less than; not under; a minimum of; "
    "minimum of; minimum; starting at; ≥",
    "below": "less than; under; fewer than; below; just under; lower than; <; short of; "
    "smaller than; younger than; shorter than; sub -; not quite",
    "at_most": "up to; at most; as much as; no more than; not more than; a maximum of; "
    "maximum of; maximum; not over; capped at; within; ≤; not exceeding",
}.items():
    for _form in _forms.split("; "):
        BEFORE[tuple(_form.split())] = _bound
BEFORE["as", "many", "as"] = "at_most"
LONGEST = max(map(len, BEFORE))
AFTER = {
    ("or", "more"): "at_least",
    ("or", "so"): "about",
    ("or", "less"): "at_most",
    ("or", "fewer"): "at_most",
    ("and", "above"): "at_least",
    ("or", "higher"): "at_least",
    ("or", "older"): "at_least",
    ("at", "least"): "at_least",
    ("at", "most"): "at_most",
    ("plus",): "at_least",
}

UP = word_set(
    """
    up rose rise rises risen rising climb climbs climbed climbing gain gains gained gaining jump
    jumps jumped jumping increase increases increased increasing grow grows grew grown growing
    advance advances advanced soar soars soared surge surges surged add adds added boost boosted
    expand expanded rallied leapt raised raise raises higher +
    """
)
DOWN = word_set(
    """
    down fell fall falls fallen falling drop drops dropped dropping decline declines declined lose
    loses lost slide slid slides sink sank slip slipped slips tumble tumbled plunge plunged plummet
    plummeted plummeting decrease decreases decreased shed sheds cut cuts reduce reduced shrink
    shrank shrunk dip dipped eased lower lowered decreasing declining retreated
    """
)
BETWEEN = word_set(
    """
    by about around roughly approximately nearly almost some more than over less under just another
    an a further additional at least up to as much close only another's some
    """
)
"""Words that may stand between a verb of change and the size of the change."""
REACH = 5


def bound_before(t: Tokens, i: int) -> tuple[str | None, int]:
    """The bound whose words end just before token `i`, and the token where they begin."""
    at = i
    skipped = 0
    while t.at(at - 1) in ("a", "an", "the", "just", "only", "some", "total") and skipped < 1:
        if BEFORE.get((t.at(at - 1),)) or t.at(at - 1) == "the":
            break
        at -= 1
        skipped += 1
    for place in dict.fromkeys((i, at)):
        for size in range(LONGEST, 0, -1):
            words = tuple(t.at(place - size + offset) for offset in range(size))
            bound = BEFORE.get(words)
            if bound is None:
                continue
            first = place - size
            if any(t.apart(token) for token in range(first + 1, i)) and words != ("approx", "."):
                continue
            if bound in ("above", "below") and words == ("over",) and t.at(first - 1) == "all":
                continue
            if words == ("some",) and t.at(first - 1) in ("in", "at"):
                continue
            return bound, first
    return None, i


def bound_after(t: Tokens, i: int) -> tuple[str | None, int]:
    """The bound whose words begin at token `i`, and the token after them."""
    if t.at(i) == "+" and t.glued(i):
        return "at_least", i + 1
    for words, bound in AFTER.items():
        if tuple(t.at(i + offset) for offset in range(len(words))) == words and not t.apart(i):
            return bound, i + len(words)
    return None, i


WEAK = word_set(
    """
    raise raises raised add adds added cut cuts lose loses lost shed sheds boost boosted reduce
    reduced lower lowered expand expanded gain gains gained
    """
)
"""A change only before a percentage, or with "by": one adds voters and loses keys."""
NEVER = word_set(
    """
    gave give gives giving set put putting end ended make makes made pick
    """
)
SHARES = frozenset(
    {"percentage", "percentage point", "basis point", "point", "cent", "sen", "penny"}
)


def change(t: Tokens, first: int, end: int, unit: str | None) -> str | None:
    """Whether the figure is the size of a change: "up", "down"; None if it is a level.

    "rose 8 per cent to 3.65": the first is a change, the second is where it got to.

    Args:
        t: the tokens.
        first: where the figure begins, its bound and currency with it.
        end: the token after its unit.
        unit: its unit.
    """
    at = first - 1
    by = t.at(at) == "by"
    reach = REACH + 3 if by else REACH
    while at >= 0 and first - at <= reach and not t.apart(at + 1):
        word = t.at(at)
        if word in UP or word in DOWN or (by and word in ("upward", "downward", "upwards")):
            if word in ("up", "down") and (t.at(at + 1) == "to" or t.at(at - 1) in NEVER):
                return None
            if word in WEAK and not by and unit not in SHARES:
                return None
            return "down" if word in DOWN or word == "downward" else "up"
        if word in ("at", "to") and t.at(at + 1) not in ("least", "most"):
            return None if word == "at" or t.at(at - 1) != "up" else "up"
        if word not in BETWEEN and not (by and word.isalpha()):
            break
        at -= 1
    if t.at(end) in ("higher", "lower") and not t.apart(end):
        return "up" if t.at(end) == "higher" else "down"
    return None
