"""What a cue says besides "said": doubt, admission, praise; support and opposition.

The classes are those that studies of reporting verbs use (after Thompson and Ye, "Evaluation in
the reporting verbs used in academic papers", 1991, and Hyland, 1999): a neutral cue reports, a
doubting one keeps its distance, a conceding one takes for granted that it is true, an
emphatic one lends it weight. A cue is looked up by its words; the first that is listed decides.
"""

from __future__ import annotations

import re
from typing import Literal

from quoth.resolve.lexicon import word_set

CueClass = Literal[
    "neutral", "doubting", "conceding", "emphatic", "boasting", "accusing", "denying", "other"
]

_LISTED: dict[str, frozenset[str]] = {
    "neutral": word_set(
        """
        say says said saying tell tells told telling add adds added write writes wrote writing
        written state states stated note notes noted report reports reported announce announces
        announced according explain explains explained describe describes described recall recalls
        recalled reply replies replied respond responds responded answer answers answered ask asks
        asked read reads posted tweet tweets tweeted testify testifies testified mention mentions
        mentioned quote quotes quoted quoting cite cites cited inform informs informed comment
        comments commented remark remarks remarked speak speaks spoke tells : ; believe believes
        believed think thinks thought expect expects expected want wants wanted hope hopes hoped
        plan plans planned feel feels felt show shows showed find finds found see sees saw
        estimates estimated puts put according-to continued continues began concluded concludes
        """
    ),
    "doubting": word_set(
        """
        claim claims claimed claiming allege alleges alleged alleging maintain maintains maintained
        contend contends contended purport purports purported assert asserts asserted profess
        professes professed suppose supposedly insinuate insinuates insinuated speculate speculates
        speculated imagine imagines imagined reckon reckons reckoned would-have suggest suggests
        suggested argue argues argued
        """
    ),
    "conceding": word_set(
        """
        admit admits admitted admitting concede concedes conceded acknowledge acknowledges
        acknowledged confess confesses confessed recognize recognizes recognized recognise
        recognises recognised reveal reveals revealed let-slip lets-slip disclose discloses
        disclosed grant grants granted confirm confirms confirmed agree agrees agreed own-up
        """
    ),
    "emphatic": word_set(
        """
        insist insists insisted stress stresses stressed emphasise emphasises emphasised emphasize
        emphasizes emphasized underline underlines underlined vow vows vowed declare declares
        declared proclaim proclaims proclaimed swear swears swore warn warns warned demand demands
        demanded urge urges urged reiterate reiterates reiterated prove proves proved proven
        point-out points-out pointed-out affirm affirms affirmed promise promises promised
        pledge pledges pledged clear convinced establish establishes established
        """
    ),
    "boasting": word_set(
        """
        boast boasts boasted boasting brag brags bragged bragging tout touts touted touting crow
        crows crowed gloat gloats gloated trumpet trumpeted tell-all hail hails hailed praise
        praises praised
        """
    ),
    "accusing": word_set(
        """
        accuse accuses accused accusing blame blames blamed blaming charge charges charged blast
        blasts blasted slam slams slammed attack attacks attacked rip rips ripped condemn condemns
        condemned denounce denounces denounced criticize criticizes criticized criticise criticises
        criticised decry decries decried mock mocks mocked lash lashes lashed fume fumes fumed rail
        rails railed complain complains complained hit
        """
    ),
    "denying": word_set(
        """
        deny denies denied denying reject rejects rejected dismiss dismisses dismissed dispute
        disputes disputed refute refutes refuted rebut rebuts rebutted disavow disavowed repudiate
        repudiated rebuff rebuffed doubt doubts doubted downplay downplays downplayed contradict
        contradicts contradicted contradicting disagree disagrees disagreed rule-out rules-out
        ruled-out ruling-out
        """
    ),
}
CLASSES: tuple[str, ...] = (*_LISTED, "other")
_OF_WORD = {word: name for name, words in _LISTED.items() for word in words}
PHRASES = frozenset(word for word in _OF_WORD if "-" in word)
"""Cues of two words, with a hyphen between."""

SUPPORTING = word_set(
    """
    support supports supported supporting back backs backed backing endorse endorses endorsed
    endorsing welcome welcomes welcomed welcoming favour favours favoured favor favors favored
    applaud applauds applauded praise praises praised hail hails hailed approve approves approved
    defend defends defended embrace embraces embraced champion champions championed sign signs
    signed signing
    """
)
OPPOSING = word_set(
    """
    oppose opposes opposed opposing reject rejects rejected rejecting criticize criticizes
    criticized criticise criticises criticised condemn condemns condemned denounce denounces
    denounced decry decries decried slam slams slammed blast blasts blasted protest protests
    protested object objects objected resist resists resisted against rebuff rebuffed veto vetoed
    lawsuit lawsuits sue sues sued suing
    """
)
RULING = frozenset(["rule", "rules", "ruled", "ruling"])
"""With "out" behind it, a word of those who want none of it."""
DENIALS = _LISTED["denying"]
HEDGES = word_set(
    """
    may might could perhaps possibly probably likely apparently seems seem seemed appears appear
    appeared suggests suggest maybe unclear
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[:;]")


def cue_words(cue: str | None) -> list[str]:
    """The words of a cue in lower case; those that mean something together are one: "let-slip"."""
    found: list[str] = []
    for word in map(str.lower, _WORD.findall(cue or "")):
        if found and f"{found[-1]}-{word}" in PHRASES:
            found[-1] = f"{found[-1]}-{word}"
        else:
            found.append(word)
    return found


def cue_class(cue: str | None) -> str:
    """The class of a cue; "other" if none of its words is listed, "neutral" without a cue."""
    words = cue_words(cue)
    if not words:
        return "neutral"
    for word in words:
        if word in _OF_WORD and _OF_WORD[word] != "neutral":
            return _OF_WORD[word]
    return "neutral" if any(word in _OF_WORD for word in words) else "other"
