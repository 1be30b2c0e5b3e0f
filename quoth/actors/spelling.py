"""Names taken apart and spelled alike: what two spellings of one person have in common.

`folded` leaves out case, accents and punctuation. `skeleton` also leaves out what
transliterations from other scripts disagree about, so that "Aleksei Zelenskyy" and "Alexey
Zelensky" have one skeleton. An equal skeleton is a reason to compare two names, never alone one
to join them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.lexicon import PARTICLES, TITLES, word_set

FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE

SUFFIXES = word_set("jr sr ii iii iv")

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "’": "'"}
    | dict.fromkeys("‐‑‒–", "-")
)

# Each pair is tried once, from left to right; none is a part of what an earlier one makes.
_ALIKE = (
    ("tch", "ch"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("ou", "u"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("y", "i"),
    ("j", "i"),
)
_RUN = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[\W_]+")

_FORMS_OF_ONE = """
abigail abby gail|abraham abe|albert al bert|alexander alex sasha|alexandra alex sandra sasha|
alfred al fred|andrew andy drew|anthony tony|antonio tony|arthur art|barbara barb|benjamin ben|
bernard bernie|bradley brad|catherine cathy kate katie|charles charlie chuck|christina chris tina|
christine chris|christopher chris|cynthia cindy|daniel dan danny|david dave|deborah deb debbie|
debra deb debbie|dennis denny|donald don donnie|dorothy dot|douglas doug|edward ed eddie ted|
edmund ed|elizabeth liz beth betsy betty lizzie|eugene gene|francis frank|franklin frank|
frederick fred freddie|gabriel gabe|geoffrey geoff jeff|gerald gerry jerry|gregory greg|
harold harry hal|henry hank harry|herbert herb|hillary hilary|jacob jake|jacqueline jackie|
james jim jimmy jamie|janet jan|jeffrey jeff|jefferson jeff|
jennifer jen jenny|jerome jerry jay|jerrold jerry gerry|
jessica jess|john jack johnny|jonathan jon|joseph joe joey|joshua josh|judith judy|julian julio|
katherine kate kathy katie|kathleen kathy|kenneth ken kenny|kimberly kim|lawrence larry|
leonard len lenny|leonid leo|louis lou|margaret maggie meg peggy|marjorie marge|martin marty|
matthew matt|michael mike mick mickey|mitchell mitch|nathaniel nate nathan|nicholas nick|
mohammed mohamed mohammad muhammad muhammed mohamad|nicolas nick|norman norm|pamela pam|
patricia pat patty|patrick pat|peter pete|philip phil|phillip phil|randall randy|randolph randy|
raymond ray|rebecca becky|reginald reggie|richard rick dick rich ricky|rodney rod|roderick rod|
robert bob rob bobby robbie bert|ronald ron ronnie|rudolph rudy|russell russ|salvatore sal|
samantha sam|samuel sam sammy|sanford sandy|sidney sid|solomon sol|stanley stan|stephanie steph|
stephen steven steve|susan sue susie|suzanne sue|terrence terry|terence terry|
theodore ted teddy theo|thomas tom tommy thom|timothy tim|tobias toby|valerie val|victor vic|
victoria vicky|vincent vince|virginia ginny|vladimir volodya|walter walt|zachary zach zack|
william bill billy will willie
"""
"""First names and what their bearers are called; each group is one name."""

_SAME_GIVEN: dict[str, set[str]] = {}
for _group in _FORMS_OF_ONE.split("|"):
    for _name in _group.split():
        _SAME_GIVEN.setdefault(_name, set()).update(_group.split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, all of them folded.

    Attributes:
        given: the first word; "" for a name of one word.
        middle: what stands between, initials included.
        surname: the last word with the particles before it ("de vries").
        suffix: "jr", "iii" or "".
    """

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def bare(self) -> bool:
        """Only one name, a surname or a first name alone."""
        return not self.given

    @property
    def last(self) -> str:
        """The surname without its particles."""
        return self.surname.rsplit(" ", 1)[-1]


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without case, accents, possessive and full stops."""
    word = word[:-2] if word.endswith(("'s", "’s")) else word
    apart = unicodedata.normalize("NFD", word.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c))
    return kept.translate(_LETTERS).replace(".", "").strip("'\"“”,;:()[]")


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """What transliterations agree about: "zelenski" for Zelensky, Zelenskyy and Zelenskiy."""
    rest = _NO_LETTER.sub("", folded(name))
    for written, instead in _ALIKE:
        rest = rest.replace(written, instead)
    return _RUN.sub(r"\1", rest)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName | None:
    """A person's name in its parts, titles dropped; None if nothing is left."""
    words = [word for word in map(folded, name.replace(",", " ").split()) if word]
    while len(words) > 1 and words[0] in TITLES and words[0] not in FIRST_NAMES:
        words = words[1:]
    words = [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]
    suffix = ""
    if len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words.pop()
    if not words:
        return None
    if len(words) == 1:
        return PersonName("", (), words[0], suffix)
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in PARTICLES:
        begin -= 1
    if begin == 1 and words[0] in PARTICLES:
        return PersonName("", (), " ".join(words), suffix)
    return PersonName(words[0], tuple(words[1:begin]), " ".join(words[begin:]), suffix)


def fullest(names: Iterable[PersonName]) -> PersonName:
    """Of the names of one person that with the most middle names, else the first in order."""
    return min(set(names), key=lambda n: (-len(n.middle), n.given, n.middle, n.surname, n.suffix))


def same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two people's middle names can be one's: left out, equal, or one an initial."""
    if not one or not other:
        return True
    return all(
        a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0])
        for a, b in zip(one, other, strict=False)
    )


def same_given(one: str, other: str) -> tuple[float, str] | None:
    """How alike two first names are, from 0 to 1, and in what; None if they differ."""
    if one == other:
        return 1.0, "the same first name"
    if skeleton(one) == skeleton(other):
        return 0.95, f"“{one}” and “{other}” are spellings of one first name"
    if other in _SAME_GIVEN.get(one, ()):
        return 0.9, f"“{one}” and “{other}” are forms of one first name"
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and long[0] == short:
        return 0.8, f"“{short}” is the initial of “{long}”"
    if len(short) > 3 and one[0] == other[0] and near(one, other):
        return 0.75, f"“{one}” and “{other}” differ in one letter"
    return None


def near(one: str, other: str) -> bool:
    """Whether one letter put in, left out or exchanged makes one word the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
