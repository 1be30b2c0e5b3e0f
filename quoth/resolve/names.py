"""Find the mentions of names in an article: runs of capitalised words, with their titles.

A mention is what the article prints once ("Energy Minister Ana Lopez"); who the
mentions belong to is decided in `quoth/resolve/cast.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quoth.model import Span
from quoth.resolve.bodies import is_one_body
from quoth.resolve.layout import (
    CAPITAL,
    HEADLINE,
    INITIAL,
    POSSESSIVES,
    QUOTED,
    Layout,
    strip_possessive,
)
from quoth.resolve.lexicon import (
    ABBREVIATIONS,
    CALENDAR,
    DAYTIMES,
    DOCUMENT_NOUNS,
    FUNCTION_WORDS,
    LAWS,
    NAME_OPENERS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PARTICLES,
    PERSON_NOUNS,
    PLACES,
    PLURAL_PERSON_NOUNS,
    TITLES,
    word_set,
)
from quoth.resolve.nobody import (
    FIRST_NAMES,
    MONTHS,
    PREDICATES,
    is_nobody,
    is_somebodys,
    is_title_of_a_work,
)

LONGEST_NAME = 12
"""Words in the longest run taken for one name; longer runs are headings or lists."""

_JOINTS = word_set(
    """
    of for and the & on in
    """
)
_NOT_ROLE = FUNCTION_WORDS | frozenset(["said", "says", "says"])
# A role in apposition ends at the first of these.
_APPOSITION_STOPS = word_set(
    """
    who which whose whom that said says told tells added has had is was are were will would wrote
    and but where when while as
    """
)
_ROLE_PREFIXES = word_set(
    """
    former then acting interim state deputy federal
    """
)
_ADDRESSED = word_set(
    """
    president speaker chairman chair secretary minister justice
    """
)
_ADJECTIVES = word_set(
    """
    conservative liberal fellow independent military major general private chief head executive
    individual principal member state
    """
)
_COMMON_NOUNS = (PLURAL_PERSON_NOUNS | PERSON_NOUNS | ORGANIZATION_NOUNS | DOCUMENT_NOUNS) - TITLES
ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"])
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
INVISIBLE = frozenset("\u2060\u200b\u200c\u200d\ufeff\u00ad")
_NAMES_TOO = frozenset(["US", "WHO", "Today"])
"""Capitalised forms of function words that are part of a name: "Ruritania Today reported"."""
_WITHIN_NAMES = frozenset(["from", "against", "without", "for"])
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]")
_WHOLE = frozenset(["committee", "court", "senate", "house", "department", "commission"])
_ORIGIN = re.compile(
    r"(?:Native|African|Asian|Latin|Hispanic|Arab|Muslim|Cuban|Mexican|Chinese|Japanese|Korean|Irish|"
    r"Italian|Polish|Jewish|Black|White|Indian)[ -](?:American|Canadian|British|Briton|Australian)"
)
"""What somebody is, not who: "she is Native American"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name printed once.

    Attributes:
        span: offsets of the name itself, title and possessive mark left out.
        lead: offset at which its capitalised titles begin, else that of the name.
        words: the words of the name, as printed.
        role: title before, or apposition after, as printed ("finance minister"); or "".
        title: the last word of the title before the name, lower case without full stop; or "".
        the: an article stands before it ("the Third Bridge").
        possessive: "'s" follows.
        initial: it is the first word of its sentence.
        quoted: inside quotation marks.
        after: the word before it, lower case; "" at the start of a sentence.
        apposed: `role` comes from an apposition after the name.
        age: an age follows in commas, which only people have.
    """

    span: Span
    lead: int
    words: tuple[str, ...]
    role: str
    title: str
    the: bool
    possessive: bool
    initial: bool
    quoted: bool
    after: str
    apposed: bool = False
    age: bool = False


def fold(word: str) -> str:
    """A word for comparison: no case, diacritics, possessive or full stops; an acronym apart."""
    word = strip_possessive(word)
    if word.isupper() and 1 < len(word.replace(".", "")) <= 3:
        return word.replace(".", "") + "*"  # "UN" is not the surname "Un"
    if not word.isascii():
        apart = unicodedata.normalize("NFD", word)
        word = "".join(c for c in apart if not unicodedata.combining(c))
        word = word.replace("’", "'")
    return word.casefold().replace(".", "")


def find_mentions(layout: Layout) -> list[Mention]:
    """Every mention of a name outside headlines, in order of appearance."""
    mentions: list[Mention] = []
    flags, count = layout.flags, len(layout.starts)
    index = 0
    while index < count:
        flag = flags[index]
        if not flag & CAPITAL or flag & HEADLINE:
            index += 1
            continue
        run, following = _run(layout, index)
        mention = _mention(layout, run) if run else None
        if mention and (
            is_title_of_a_work(layout, run) or _ORIGIN.fullmatch(" ".join(mention.words))
        ):
            mention = None
        if mention:
            mentions.append(mention)
        index = max(following, index + 1)
    return mentions


def _run(layout: Layout, index: int) -> tuple[list[int], int]:
    """The capitalised run that begins at a token, and the token after it."""
    text, starts, ends, flags = layout.text, layout.starts, layout.ends, layout.flags
    first = layout.word(index)
    after = layout.word(index + 1) if index + 1 < len(layout.starts) else ""
    lowered = strip_possessive(first).lower()
    if not lowered.isalpha() and ("’" in lowered or "'" in lowered):
        start = re.split("[’']", lowered, maxsplit=1)[0]
        if start in FUNCTION_WORDS or lowered.endswith(("n't", "n’t")):
            return [], index + 1  # "I’m", "We’ll"
    follows = index + 1 < len(starts) and flags[index + 1] & CAPITAL and layout.beside(index + 1)
    if (
        lowered in FUNCTION_WORDS
        and first not in ("US", "WHO")
        and first not in MONTHS
        and not (lowered in NAME_OPENERS and follows and not flags[index] & (INITIAL | QUOTED))
    ):
        return [], index + 1
    dated = lowered in CALENDAR and not (lowered in FIRST_NAMES and follows)
    if dated and not (first in MONTHS and is_somebodys(text, first, after)):
        return [], index + 1
    if is_nobody(layout, index, follows=bool(follows)):
        return [], index + 1
    if "-" in lowered and lowered.rsplit("-", 1)[1] in ("based", "born", "led", "backed", "owned"):
        return [], index + 1
    if (
        flags[index] & INITIAL
        and lowered in layout.lower
        and lowered not in TITLES
        and lowered not in FIRST_NAMES
        and lowered not in PLACES
    ):
        # "Officials said": a name keeps its capital in the middle of a sentence.
        return [], index + 1
    if flags[index] & INITIAL and not follows and lowered in _COMMON_NOUNS:
        return [], index + 1
    run = [index]
    count = len(starts)
    here = index
    while len(run) < LONGEST_NAME:
        word = layout.word(here)
        if word.endswith(POSSESSIVES):
            break
        after = here + 1
        if after < count and starts[after] == ends[here] and text[starts[after]] == ".":
            bare = word.lower()
            if bare in ABBREVIATIONS or len(word) == 1 or _INITIALS.fullmatch(word):
                after += 1
            else:
                break
        if after >= count or not layout.beside(after):
            break
        token = layout.word(after)
        if flags[after] & CAPITAL and not flags[after] & HEADLINE:
            lowered = strip_possessive(token).lower()
            dotted = len(token) == 1 and text[ends[after] : ends[after] + 1] == "."
            common = lowered in FUNCTION_WORDS and token not in _NAMES_TOO and not dotted
            further = after + 1 < count and flags[after + 1] & CAPITAL
            if lowered in _WITHIN_NAMES and further and layout.beside(after + 1):
                common = False  # "Freedom From Religion Foundation"
            named = token in MONTHS and word.lower().rstrip(".") in FIRST_NAMES | TITLES
            if (common or lowered in CALENDAR) and not named:
                break
            run.append(after)
            here = after
            continue
        # "Leonora de Vries", "Ministry of the Interior", "Centre for Trade and Labour"
        bridge = [after]
        while (
            len(bridge) < 3
            and bridge[-1] + 1 < count
            and layout.word(bridge[-1]) in (PARTICLES | _JOINTS)
            and layout.beside(bridge[-1] + 1)
            and not flags[bridge[-1] + 1] & CAPITAL
        ):
            bridge.append(bridge[-1] + 1)
        target = bridge[-1] + 1
        if (
            target >= count
            or not layout.beside(target)
            or not flags[target] & CAPITAL
            or strip_possessive(layout.word(target)).lower() in (FUNCTION_WORDS | CALENDAR)
        ):
            break
        joints = [layout.word(i) for i in bridge]
        bare = word.lower().rstrip(".")
        if all(j in PARTICLES for j in joints):
            pass
        elif joints[0] in ("of", "for", "on") and joints[1:] in ([], ["the"], ["a"]):
            if bare not in ORGANIZATION_WORDS and bare not in TITLES:
                break
            # "the Director for Ana Lopez" is no office.
            if joints[0] != "of" and bare in TITLES:
                break
            # "issued by the House Reform Committee for Lopez": that name was whole.
            if joints[0] == "for" and len(run) > 2 and bare in _WHOLE:
                break
        elif joints in (["and"], ["&"]):
            named = [layout.word(i) for i in run]
            joined = any(w in ("of", "for", "on") for w in named)
            joined = joined and not any(w.lower() in TITLES for w in named)
            whole = is_one_body(layout, here, target)
            if joints == ["and"] and not (whole or (joined and len(layout.word(here)) > 3)):
                break
            if joints == ["and"] and layout.word(target).isupper():
                break
        else:
            break
        run.extend(bridge)
        run.append(target)
        here = target
    run = _without_repetition(layout, run)
    return run, run[-1] + 1


def _without_repetition(layout: Layout, run: list[int]) -> list[int]:
    """A run as far as it does not begin again: pages print "Ana Lopez Ana M. LopezBerg wins".

    A word that comes twice, or once more with a capitalised word stuck to it, shows where names
    of links were run into the text.
    """
    if len(run) < 3:
        return run
    words = [layout.word(token) for token in run]
    for at, word in enumerate(words):
        if len(word) < 4 or not word[0].isupper():
            continue
        for later in range(at + 1, len(words)):
            other = words[later]
            if other == word:
                return run[: later if at == 0 else at + 1]
            if other.startswith(word) and _sticks(other[len(word) : len(word) + 1]):
                return run[: at + 1]
    return run


def _sticks(mark: str) -> bool:
    """Whether a sign begins what was run into a name: "LopezBerg", "Lopez2020"."""
    return mark.isupper() or mark.isdecimal()


def _mention(layout: Layout, run: list[int]) -> Mention | None:
    words = [layout.word(i) for i in run]
    lowered = [strip_possessive(w).lower() for w in words]
    begin = _after_titles(lowered)
    if begin >= len(run):
        return None
    if (
        begin == 0
        and len(run) == 2
        and lowered[1] in PLACES
        and lowered[0] not in FIRST_NAMES
        and layout.flags[run[0]] & INITIAL
    ):
        run = run[1:]  # "Mountainous Iceland"
        words, lowered = words[1:], lowered[1:]
    if begin == 0 and lowered[0] in PLACES and len(run) >= 3 and lowered[1] in FIRST_NAMES:
        begin = 1  # "Texas Jane Doe", from an editor's short form
    title_words = words[:begin]
    name = words[begin:]
    if any(w in ORGANIZATION_WORDS for w in lowered[begin:]) and begin:
        # "Justice Department", "Prime Minister's Office": the title is part of the name.
        begin, title_words, name = 0, [], words
    if (
        begin == 0
        and len(run) >= 3
        and lowered[1] in FIRST_NAMES
        and lowered[0] not in FIRST_NAMES
        and lowered[0] not in ORGANIZATION_WORDS
        and lowered[0] not in PLACES
        and len(lowered[0]) > 2
        and (layout.flags[run[0]] & INITIAL or lowered[0] in layout.lower)
    ):
        run, words, lowered = run[1:], words[1:], lowered[1:]  # "Rival Ana Lopez"
        name = words
    first, last = run[begin], run[-1]
    start, end = layout.starts[first], layout.ends[last]
    if lowered[-1] in LAWS:
        # "First" is a title before a lady or a minister; "14th" has no capital.
        if begin and begin == len(run) - 1 and lowered[0] in ORDINALS:
            begin, title_words, name, start = 0, [], words, layout.starts[run[0]]
        before = run[0] - 1
        beside = begin == 0 and before >= 0 and layout.beside(run[0])
        if beside and _ORDINAL.fullmatch(layout.word(before)):
            name, start = [layout.word(before), *name], layout.starts[before]
    possessive = words[-1].endswith(POSSESSIVES)
    if possessive:
        end -= 2
    before = run[0] - 1
    after = ""
    if before >= 0 and not layout.flags[run[0]] & INITIAL:
        after = layout.word(before).lower()
    role, title = "", ""
    if title_words:
        role = " ".join(layout.text[layout.starts[run[0]] : start].split())
    if title_words:
        title = title_words[-1].lower()
        for word in reversed(lowered[:begin]):
            if word in TITLES:
                title = word
                break
    apposed = age = False
    flag = layout.flags[first]
    if begin == 0 or after not in ("", "the", "a"):
        role, after_role = _role_before(layout, run[0], role)
        title = title or after_role
    if not possessive:
        appositive, age = _role_after(layout, last)
        if not appositive and not role:
            appositive = _apposed_before(layout, run[0], last)
        if appositive and (not role or (len(name) > 1 and title in ("mr", "ms", "mrs"))):
            role, apposed = appositive, True
    name[-1] = strip_possessive(name[-1])
    return Mention(
        span=(start, end),
        lead=layout.starts[run[0]],
        words=tuple(name),
        role=role,
        title=title,
        the=after in ("the", "a", "an"),
        possessive=possessive,
        initial=bool(flag & INITIAL),
        quoted=bool(flag & QUOTED),
        after=after,
        apposed=apposed,
        age=age,
    )


def _after_titles(words: list[str]) -> int:
    """Index of the first word of the name behind titles; len(words) if all are title."""
    begin = 0
    for index, word in enumerate(words):
        if word in TITLES and (index == begin or index <= 5):
            # A title word that is a person's first or last name ("Judge", "Pope", "King")
            # stays in the name when nothing follows it.
            begin = index + 1
    if begin == 0:
        return 0
    if begin == len(words):
        if len(words) == 2 and words[0] in ("mr", "mrs", "ms") and words[1] not in _ADDRESSED:
            return 1  # "Mr. King"
        # "Steve King": a name ends in a title word; "Prime Minister" is all title.
        if len(words) >= 2 and words[0] in FIRST_NAMES:
            return 0
        return len(words)
    if words[begin] == "of":
        # "Secretary of State Ana Lopez", "Director of National Intelligence Ana Lopez"
        rest = words[begin:]
        for offset, word in enumerate(rest):
            if offset >= 2 and word in FIRST_NAMES:
                return begin + offset
        keep = 2 if len(rest) >= 4 else 1
        if len(rest) - keep < 2:
            return len(words)
        return len(words) - keep
    if words[begin] in ("for", "and", "&", "the", "on"):
        return len(words)
    if begin > 1 and words[0] in FIRST_NAMES and words[begin - 1] in ("king", "judge", "prince"):
        return 0
    return begin


def _role_before(layout: Layout, first: int, title: str) -> tuple[str, str]:
    """A lower-case role before a name: "the finance minister Ana Lopez" → "finance minister"."""
    index = first - 1
    taken: list[int] = []
    while index >= 0 and len(taken) < 7 and layout.beside(index + 1):
        word = layout.word(index)
        lowered = strip_possessive(word).lower()
        if not word[0].isalpha() or lowered in _NOT_ROLE or word.endswith(POSSESSIVES):
            break
        if not taken:
            noun = lowered.rsplit("-", 1)[-1]
            if noun in _ADJECTIVES:
                break
            if not title and noun not in PERSON_NOUNS and noun not in ORGANIZATION_NOUNS:
                break
            role_noun = noun if noun in PERSON_NOUNS else ""
        taken.append(index)
        if layout.flags[index] & INITIAL:
            break
        index -= 1
    if len(taken) > 1 and layout.word(taken[-1]) in DAYTIMES and layout.word(taken[-2]) in TITLES:
        taken.pop()
    if not taken:
        return title, ""
    head = layout.text[layout.starts[taken[-1]] : layout.ends[taken[0]]]
    if title:
        # Only nationalities and parties, no stray verb, may stand before a title.
        words = head.split()
        keep = []
        for word in reversed(words):
            if not (word[0].isupper() or word.lower() in _ROLE_PREFIXES):
                break
            keep.append(word)
        return " ".join([*reversed(keep), title]), ""
    return head, role_noun


def _role_after(layout: Layout, last: int) -> tuple[str, bool]:
    """An apposition after a name: ", an analyst at X," → "analyst at X"; and whether an age."""
    count = len(layout.starts)
    index = last + 1
    age = False
    if index < count and layout.word(index) == "of" and layout.beside(index):
        stop = _segment_end(layout, index + 1, commas=True)
        if stop > index + 1 and layout.flags[index + 1] & CAPITAL:
            return layout.text[layout.starts[index + 1] : layout.ends[stop - 1]], False
    for _ in range(2):
        if index >= count or layout.word(index) not in (",", "—", "–"):
            return "", age
        index += 1
        if index + 1 < count and layout.word(index).isdecimal() and layout.word(index + 1) == ",":
            age = age or len(layout.word(index)) < 3
            index += 1
            continue
        break
    while index < count and layout.word(index) in INVISIBLE:
        index += 1
    stop = _segment_end(layout, index)
    if stop >= count or stop <= index:
        return "", age
    tokens = range(index, stop)
    start = index
    lead = layout.word(index).lower()
    if lead in ("a", "an", "the", "its", "their"):
        start = index + 1
    elif lead in FUNCTION_WORDS and lead not in ("his", "her", "first", "second", "former"):
        return "", age
    if start >= stop:
        return "", age
    heads = [layout.word(i).lower().rsplit("-", 1)[-1] for i in tokens[:9]]
    found = False
    article = start > index
    for word in heads[start - index :]:
        if word in PERSON_NOUNS or (
            article and (word in ORGANIZATION_NOUNS or word in ORGANIZATION_WORDS)
        ):
            found = True
            break
        if word in ("of", "at", "for", "in", "with", "from", "by", "to", "on"):
            break
    if not found or any(word in PLURAL_PERSON_NOUNS for word in heads[:1]):
        return "", age
    if article and layout.word(stop).lower() in PREDICATES:
        return "", age  # "obtained by KTV News, the Lopez campaign said": nobody's apposition
    return layout.text[layout.starts[start] : layout.ends[stop - 1]], age


def _apposed_before(layout: Layout, first: int, last: int) -> str:
    """The office before a name in commas: "the finance minister, Ana Lopez," → "finance minister".

    Only a definite one, closed by a comma or full stop behind the name: in a list, or where the
    name begins a clause, it is somebody else's.
    """
    count = len(layout.starts)
    if first < 3 or layout.word(first - 1) != ",":
        return ""
    if last + 1 < count and layout.word(last + 1) not in (",", ".", "—", "–"):
        return ""
    index = first - 2
    while index >= 0 and first - index < 12:
        word = layout.word(index).lower()
        if not word[0].isalnum() or word in _APPOSITION_STOPS or layout.flags[index] & QUOTED:
            return ""
        if word in ("the", "his", "her", "its", "their") or word.endswith(POSSESSIVES):
            # The head stands before "of", "at", "for".
            words = [layout.word(i).lower() for i in range(index + 1, first - 1)]
            for at, other in enumerate(words):
                if other in ("of", "at", "for", "in", "to"):
                    words = words[:at]
                    break
            if not words or words[-1] not in PERSON_NOUNS:
                return ""
            begin = index if word.endswith(POSSESSIVES) else index + 1
            return layout.text[layout.starts[begin] : layout.ends[first - 2]]
        index -= 1
    return ""


def _segment_end(layout: Layout, index: int, *, commas: bool = True) -> int:
    """The token at which an apposition beginning at `index` ends, at most 20 further on."""
    count = len(layout.starts)
    stop = index
    while stop < count and stop - index < 20:
        word = layout.word(stop)
        first = word[0]
        if not first.isalnum() and first not in "\u2060-/&'’()":
            break
        if word.lower() in _APPOSITION_STOPS:
            break
        stop += 1
    return stop
