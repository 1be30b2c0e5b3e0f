"""What a number counts: "flooded homes" after 400, without a parser.

The phrase runs from the number to its first plural noun; function words, verbs of the clause
and punctuation end it. After one, it is adjectives and a noun.
"""

from __future__ import annotations

from quoth.compare.figures.tokens import Tokens
from quoth.resolve.lexicon import word_set

STOP = word_set(
    """
    a an the this that these those and or but nor so yet if as than of in on at by for from with to
    into onto over under about against between through during before after above below up down out
    off since until while when where who whom whose which what how why because although though is
    are was were be been being am has have had do does did will would shall should can could may
    might must not no yes it he she they we you i me him her us them his its their our my your said
    says say told tells ago later earlier there here then now also just only even still already both
    either neither each every all any some such own per via within without went came made took got
    became left won lost saw gave came began ended rose fell including according apart away back too
    very more less most least across along around behind beyond despite except inside near outside
    toward towards upon versus vs respectively compared alone together followed following reported
    announced lay stood
    """
)
PEOPLE = word_set(
    """
    people men women children police fish sheep aircraft feet teeth mice lives wives personnel
    troops staff cattle deer oxen geese media data households crew servicemen lawmakers policemen
    firefighters businesses crises analyses fishermen congressmen businessmen spokesmen
    """
)
PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "fishermen": "fisherman",
    "policemen": "policeman",
    "businessmen": "businessman",
    "crises": "crisis",
    "analyses": "analysis",
    "viruses": "virus",
    "bosses": "boss",
    "series": "series",
    "species": "species",
    "movies": "movie",
    "shoes": "shoe",
    "buses": "bus",
    "bonuses": "bonus",
    "campuses": "campus",
    "houses": "house",
    "cases": "case",
    "bases": "base",
    "horses": "horse",
    "nurses": "nurse",
    "courses": "course",
    "purchases": "purchase",
    "increases": "increase",
    "releases": "release",
    "licenses": "license",
    "expenses": "expense",
    "responses": "response",
    "diseases": "disease",
    "leases": "lease",
}
SINGULAR = word_set(
    """
    was is has his its this news yes us thus bus gas plus minus crisis analysis basis status versus
    perhaps always across towards sometimes besides less series physics politics economics ethics
    campus virus focus surplus census congress access process business success press class loss boss
    glass mass pass cross bonus corpus previous serious various famous dangerous religious
    indigenous obvious continuous enormous numerous nervous conscious
    """
)
ADJECTIVES = word_set(
    """
    new old other additional more further extra different separate single big small large major
    minor good bad best worst great little young first second last next top main key high low long
    short full whole political public private national local foreign military civil civilian
    important serious possible likely free real early late final common special simple recent
    critical black white red blue green American British French German Russian Chinese European
    federal senior former current particular individual huge giant tiny clear strong weak hard fatal
    dead deadly straight total average entire standalone proud spectacular notable
    """
)
LONGEST = 6


def is_plural(word: str) -> bool:
    """Whether a word in lower case is a plural noun, as far as its ending tells."""
    if word in PEOPLE:
        return True
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and word not in SINGULAR
    )


def singular(word: str) -> str:
    """The singular of a plural noun; a word that is none stays as it is."""
    low = word.lower()
    if low in PLURALS:
        return PLURALS[low]
    if low in PEOPLE or not is_plural(low):
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def counted(t: Tokens, i: int, *, one: bool, worded: bool, hyphen: bool) -> tuple[int, int] | None:
    """The tokens of the phrase that says what is counted, from token `i`.

    Args:
        t: the tokens.
        i: the token after the number.
        one: whether the number is one, so that a singular is counted.
        worded: whether it is in words: then a capital letter after it is no name's.
        hyphen: whether a hyphen joins the number to what follows ("three-bedroom").

    Returns:
        The first token and the one after the last; None if nothing is counted.
    """
    at = i
    taken: list[int] = []
    while at < len(t) and len(taken) < LONGEST:
        word, low = t.word(at), t.at(at)
        if low == "-" and taken and t.glued(at) and t.glued(at + 1):
            at += 1
            continue
        if (taken or at > i) and t.apart(at):
            break
        if not word[0].isalpha() or low in STOP:
            break
        taken.append(at)
        at += 1
        if one:
            bare = low not in ADJECTIVES and not low.endswith(("est", "ous", "ful", "ive"))
            if bare and t.at(at) != "-":
                return i, at
            continue
        if low.endswith(("s'", "'s")):
            continue
        if is_plural(low):
            nxt = t.at(at)
            while at < len(t) and is_plural(nxt) and not t.apart(at) and nxt in _AFTER:
                at += 1
                nxt = t.at(at)
            return i, at
    if (hyphen or (worded and not one)) and taken and hyphen:
        return i, taken[0] + 1
    return None


_AFTER = word_set(
    """
    members officers officials workers games points players seats matches
    """
)


def phrase(t: Tokens, first: int, end: int) -> str:
    """The phrase as written, its last word in the singular."""
    words = t.text[t.starts[first] : t.ends[end - 1]].split()
    if not words:
        return ""
    words[-1] = singular(words[-1])
    return " ".join(words)
