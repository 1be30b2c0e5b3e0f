"""The type of a statement, read off its cue and the first words of its content.

The eight types follow PolNeAR's guidelines (statements, beliefs, intentions and
desires, decrees, perceptions) with questions, demands and denials told apart. A cue
that is in no list makes an assertion: "said" and its hundred synonyms are the rule.
"""

from __future__ import annotations

import re

from quoth.model import Type


def _verbs(lemmas: str) -> frozenset[str]:
    """The regular forms of verbs."""
    forms: set[str] = set()
    for lemma in lemmas.split():
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        forms.update((lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing"))
        if lemma.endswith("y"):
            forms.update((lemma[:-1] + "ies", lemma[:-1] + "ied"))
        forms.update((lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"))
    return frozenset(forms)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# In order of precedence: the first list that holds a word of the cue decides.
_CUES: tuple[tuple[Type, frozenset[str]], ...] = (
    (
        "denial",
        _verbs("deny dispute refute rebut disavow repudiate disclaim debunk")
        | _words("denial denials denying"),
    ),
    ("question", _verbs("question wonder query inquire enquire check")),
    (
        "demand",
        _verbs(
            "demand urge request petition plead implore exhort beg recommend advise propose lobby "
            "advocate appeal"
        )
        | _words("recommendation recommendations ultimatum pleas plea"),
    ),
    (
        "decision",
        _verbs(
            "rule order decree uphold overturn approve ban appoint impose convict sentence acquit "
            "veto enact ratify repeal nominate endorse decide grant bar prohibit void authorize "
            "authorise suspend revoke reject adopt elect name expel censure pass block annul "
            "fine dissolve allow dismiss restrict rebuff vote award sack resolve"
        )
        | _words(
            "ruling rulings decision decisions verdict upheld held holding orders chose choose "
            "signs signed signing struck strike overrode expulsion clearing endorsement forbade "
            "sided"
        ),
    ),
    (
        "intention",
        _verbs(
            "intend plan want wish hope promise vow pledge plot aim threaten refuse decline commit "
            "seek prepare desire offer mull swear volunteer aspire pitch undertake float"
        )
        | _words(
            "willing willingness intention intentions ready sought swore sworn prefer prefers "
            "preferred eager interest ambition oath commitment threat threats sights rather"
        ),
    ),
    (
        "belief",
        _verbs(
            "believe think expect feel fear assume suppose consider suspect worry doubt support "
            "oppose favor favour trust agree disagree regard like dislike love hate understand "
            "anticipate imagine respect admire view dread recognise recognize speculate reckon "
            "regret welcome blame know realise realize"
        )
        | _words(
            "for thought felt belief beliefs opinion skeptical sceptical confident convinced "
            "certain unsure afraid fears worried concerned optimistic pessimistic mind opposition "
            "vision understood concerns sympathetic proud reputation knew known aware views "
            "confidence stands stood behind"
        ),
    ),
    (
        "perception",
        _verbs(
            "notice witness observe remember discover learn watch overhear perceive hear see "
            "determine detect establish"
        )
        | _words("saw seen heard learnt forgot forgotten"),
    ),
)
_CALLS = re.compile(r"\b(?:call(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?) (?:on|for)\b")
_RULED_OUT = re.compile(r"\brul(?:e|es|ed|ing) out\b")
_SAYING = re.compile(r"\b(?:say|says|said|saying|tell|tells|told|telling)\b")
_TELLING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|wr(?:ote|ites?|iting)|add(?:s|ed|ing)?|"
    r"stat(?:e|es|ed|ing)|stress(?:es|ed|ing)?|insist(?:s|ed|ing)?|repl(?:y|ies|ied)|"
    r"respond(?:s|ed)?|chant(?:s|ed|ing)?|shout(?:s|ed|ing)?|tweet(?:s|ed|ing)?|post(?:s|ed)?|"
    r"according|answer(?:s|ed)?|conclud(?:e|es|ed)|find(?:s|ing)?|found|declar(?:e|es|ed|ing))\b"
)
_ASKS = re.compile(r"\bask(?:s|ed|ing)?\b")
_WORD = re.compile(r"[^\W\d_]+")
_INFINITIVE = re.compile(
    r"\W*(?:not )?to (?:(?![a-z]+ing\b)[a-z]+|(?:bring|sing|ring|swing|spring)\b)"
)
"""An infinitive; "admitted to paying" has none."""
_GUILTY = re.compile(r"\b(?:plead(?:s|ed|ing)?|pled) (not )?guilty\b")
_QUARREL = re.compile(r"\bdisputes? (?:about|over|between)\b")
_MEANWHILE = re.compile(r"\b(?:before|after|during|since|while|ahead of) .*")
"""When or where it was said: "said before sentencing" is no sentence."""
_SOMEBODY_TO = re.compile(
    r"(?:\W*)(?!to\b|whether\b|if\b|wh[aoy]\w*\b|how\b)(?:\w+[’'\w-]* ){1,4}to [a-z]+"
)
_OWN_WILL = re.compile(
    r"\W*(?:that )?(?:he|she|they|it|we|i)(?: (?:will|would|plans?|wants?|wanted|intends?|planned|"
    r"intended|hopes?|hoped)|['’](?:ll|d))\b(?! have\b)",
    re.IGNORECASE,
)
_FIRST_PERSON_WILL = re.compile(
    r"\W*(?:i|we)(?: (?:will|won['’]t|intend to|plan to|want to|am going to|are going to)"
    r"|['’](?:ll|m going to|re going to))\b(?! have\b)",
    re.IGNORECASE,
)
_WHETHER_WILL = re.compile(r"\W*(?:whether|if) (?:he|she|they|it|we|i) (?:will|would)\b", re.I)
_INTEREST = re.compile(
    r"\W*(?:\w+ ){0,2}(?:interest|intentions?|willingness|readiness)\b\W*$", re.I
)
_IMPERATIVE = re.compile(
    r"\W*(?:please |do not |don['’]t |never )?(?:let|stop|stay|come|go|keep|shut|open|give|leave|"
    r"bring|take|tell|make|free|end|send|vote|join|listen|look|wait|get|put|lift|wake|remember|"
    r"resign|be)\b(?! (?:a|of|is|was|are|were|that)\b)",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:untrue|not true|no truth|false(?:ly|hoods?)?|baseless|unfounded|without foundation|"
    r"a lie|lies|nonsense|fabricat\w+|no proof|no evidence)\b",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"\W*(?:that )?(?:(?:nobody|no one|none)\b|"
    r"there (?:was|were|is|had been|has been) (?:no|never)\b|"
    r"(?:[\w’'-]+ ){1,5}?(?:did not|didn['’]t|never|had not|hadn['’]t|has not|hasn['’]t|"
    r"have not|haven['’]t|gave no|g(?:ive|ives) no|bears? no|had no|has no|have no|recorded no)\b)",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:accusations?|allegations?|claims?|charges?|reports?|suggestions?|rumou?rs?)\b", re.I
)
_REJECTS = re.compile(r"\b(?:reject|dismiss)(?:s|es|ed|ing)?\b")
_COURT = re.compile(r"\b(?:court|judges?|justices?|tribunal|jury|magistrates?)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:declar(?:e|es|ed|ing)|find(?:s|ing)?|found|conclud(?:e|es|ed|ing))\b")


def type_of(
    cue: str | None, content: str, *, mode: str = "indirect", source: str | None = None
) -> Type:
    """The type of a statement.

    Args:
        cue: the cue's text, if there is one.
        content: the content's text.
        mode: a direct content that ends in a question mark is a question.
        source: the source's text: what a court finds is decided.
    """
    cue = (cue or "").lower()
    if _SAYING.match(cue):
        cue = _MEANWHILE.sub("", cue)
    words = _WORD.findall(cue)
    plea = _GUILTY.search(cue)
    if plea:
        return "denial" if plea[1] else "assertion"
    if _QUARREL.search(cue):
        return "assertion"
    if _CALLS.search(cue):
        return "demand"
    if _RULED_OUT.search(cue):
        return "intention"
    if _REJECTS.search(cue) and _ALLEGED.search(content):
        return "denial"
    if _ASKS.search(cue):
        for_it = "for" in words or content.startswith("for ")
        if for_it or _INFINITIVE.match(content) or _SOMEBODY_TO.match(content):
            return "demand"
        return "question" if "not" not in words else "assertion"
    if _COURT.search(source or "") and _HOLDS.search(cue):
        return "decision"
    heard = _SAYING.search(cue) is not None
    for kind, verbs in _CUES:
        if heard and kind == "perception":
            continue  # "was heard saying"
        if any(word in verbs for word in words):
            if "would like" in cue:
                return "demand" if _SOMEBODY_TO.match(content) else "intention"
            return kind
    if (mode == "direct" or not words) and content.rstrip(" \"'”’").endswith("?"):
        return "question"
    if words and _INFINITIVE.match(content):
        if content.lstrip("\"'“‘ ").startswith(("to believe", "to think", "to recogni")):
            return "belief"
        return "demand" if words[-1] in {"told", "tells", "telling"} else "intention"
    return _type_of_words(cue, content, mode)


def _type_of_words(cue: str, content: str, mode: str) -> Type:
    """The type by the content alone, where the cue only tells that something was said."""
    if _INTEREST.match(content) or _WHETHER_WILL.match(content):
        return "intention"
    will = _FIRST_PERSON_WILL if mode == "direct" else _OWN_WILL
    if will.match(content):
        return "intention"
    if not cue or _TELLING.search(cue) or not _WORD.search(cue):
        if _UNTRUE.search(content) or _DID_NOT.match(content):
            return "denial"
        if mode == "direct" and _IMPERATIVE.match(content):
            return "demand"
    return "assertion"
