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
        | _words("denial denials"),
    ),
    ("question", _verbs("question wonder query inquire enquire")),
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
            "fine dissolve allow dismiss restrict rebuff vote award"
        )
        | _words(
            "ruling rulings decision decisions verdict upheld held holding orders chose choose "
            "signs signed signing struck strike overrode expulsion endorsement forbade sided"
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
            "preferred eager interest ambition oath commitment threat threats sights"
        ),
    ),
    (
        "belief",
        _verbs(
            "believe think expect feel fear assume suppose consider suspect worry doubt support "
            "oppose favor favour trust agree disagree regard like dislike love hate understand "
            "anticipate imagine respect admire view dread recognise recognize"
        )
        | _words(
            "for thought felt belief beliefs opinion skeptical sceptical confident convinced "
            "certain unsure afraid fears worried concerned optimistic pessimistic mind opposition "
            "vision understood concerns sympathetic proud reputation"
        ),
    ),
    (
        "perception",
        _verbs(
            "notice witness observe remember discover learn watch overhear perceive realize "
            "realise know hear see determine detect"
        )
        | _words("saw seen heard knew known aware learnt forgot forgotten"),
    ),
)
_CALLS = re.compile(r"\b(?:call(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?) (?:on|for)\b")
_SAYING = re.compile(r"\b(?:say|says|said|saying|tell|tells|told|telling)\b")
_ASKS = re.compile(r"\bask(?:s|ed|ing)?\b")
_WORD = re.compile(r"[^\W\d_]+")
_INFINITIVE = re.compile(r"(?:\W*)(?:not )?to [a-z]+")
_OWN_WILL = re.compile(
    r"\W*(?:that )?(?:he|she|they|it|we|i)(?: (?:will|would|plans?|wants?|wanted|intends?|planned|"
    r"intended|hopes?|hoped)|['’](?:ll|d))\b(?! have\b)",
    re.IGNORECASE,
)


def type_of(cue: str | None, content: str, *, mode: str = "indirect") -> Type:
    """The type of a statement.

    Args:
        cue: the cue's text, if there is one.
        content: the content's text.
        mode: a direct content that ends in a question mark is a question.
    """
    cue = (cue or "").lower()
    words = _WORD.findall(cue)
    if _CALLS.search(cue):
        return "demand"
    if _ASKS.search(cue):
        if _INFINITIVE.match(content) or "for" in words:
            return "demand"
        return "question" if "not" not in words else "assertion"
    heard = _SAYING.search(cue) is not None
    for kind, verbs in _CUES:
        if heard and kind == "perception":
            continue  # "was heard saying"
        if any(word in verbs for word in words):
            return kind
    if mode == "direct" and content.rstrip(" \"'”’").endswith("?"):
        return "question"
    if words and _INFINITIVE.match(content):
        return "demand" if words[-1] in {"told", "tells", "telling"} else "intention"
    if mode != "direct" and _OWN_WILL.match(content):
        return "intention"
    return "assertion"
