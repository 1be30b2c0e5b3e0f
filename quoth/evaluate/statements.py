"""Statements with their speakers against gold.

A predicted statement matches a gold one if the F-measure of their content's
letters and digits is at least 0.5; one to one, the best pairs first. Nested
statements count like any other. From the matched pairs follow speaker, mode,
type, chain and date said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from quoth.evaluate.gold import GoldStatement
from quoth.evaluate.names import same_name
from quoth.evaluate.spans import (
    Letters,
    Marked,
    Tally,
    mark,
    neighbours,
    overlapping,
    pair_off,
    places,
    shared,
    size,
)
from quoth.model import Statement

MATCH = 0.5
"""The least F-measure of content letters at which two statements are the same one."""

_PRONOUNS = """
i me we us you he him she her it they them who whom which that this these those
one himself herself itself themselves both others some many another his hers their
"""

PRONOUNS = frozenset(_PRONOUNS.split())


@dataclass(frozen=True, slots=True)
class StatementTally:
    """Counts of one article or of many; tallies are added."""

    statements: Tally = field(default_factory=Tally)
    with_speaker: Tally = field(default_factory=Tally)
    chain: Tally = field(default_factory=Tally)
    said_on: Tally = field(default_factory=Tally)
    mode: Tally = field(default_factory=Tally)
    """Right ones among the matched, so predicted and gold are the same number."""
    type: Tally = field(default_factory=Tally)
    speaker_kind: Tally = field(default_factory=Tally)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    """Keyed by what is grouped ("mode", "type", "source") and the group's name."""
    confidences: tuple[tuple[float, bool], ...] = ()
    """Each predicted statement's confidence, and whether it is right (`score_confidence`)."""

    def __add__(self, other: StatementTally) -> StatementTally:
        groups = dict(self.groups)
        for key, group in other.groups.items():
            groups[key] = groups.get(key, Group()) + group
        return StatementTally(
            statements=self.statements + other.statements,
            with_speaker=self.with_speaker + other.with_speaker,
            chain=self.chain + other.chain,
            said_on=self.said_on + other.said_on,
            mode=self.mode + other.mode,
            type=self.type + other.type,
            speaker_kind=self.speaker_kind + other.speaker_kind,
            groups=groups,
            confidences=self.confidences + other.confidences,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The statements that share a mode, a type or a form of source.

    A predicted statement belongs by its own value and a gold one by its own, so
    precision is asked of the predicted and recall of the gold.
    """

    predicted: int = 0
    predicted_matched: int = 0
    gold: int = 0
    gold_matched: int = 0
    right_speaker: int = 0
    """Matched gold statements of the group whose speaker is right."""

    def __add__(self, other: Group) -> Group:
        return Group(
            self.predicted + other.predicted,
            self.predicted_matched + other.predicted_matched,
            self.gold + other.gold,
            self.gold_matched + other.gold_matched,
            self.right_speaker + other.right_speaker,
        )


def match(
    predicted: Sequence[Marked],
    gold: Sequence[Marked],
    *,
    prefer: Callable[[int, int], bool] = lambda i, j: False,
) -> list[tuple[int, int]]:
    """The (predicted, gold) indices of statements that are the same one.

    Pairs of equal content F-measure are ordered by what their sources and then
    their cues share, then by `prefer`, then by where they stand.

    Args:
        predicted: of one article.
        gold: of the same article.
        prefer: whether a pair, by its indices, agrees in something besides spans:
            two people may be said to say the very same words.
    """
    candidates = []
    our_sizes = [size(marked.content) for marked in predicted]
    gold_sizes = [size(marked.content) for marked in gold]
    our_places, gold_places = places(predicted), places(gold)
    for i, j in neighbours([m.content for m in predicted], [m.content for m in gold]):
        ours, theirs = predicted[i], gold[j]
        f = 2 * shared(ours.content, theirs.content) / (our_sizes[i] + gold_sizes[j])
        if f >= MATCH:
            rank = (
                f,
                shared(ours.source, theirs.source),
                shared(ours.cue, theirs.cue),
                prefer(i, j),
                our_places[i],
                gold_places[j],
            )
            candidates.append((rank, i, j))
    return pair_off(candidates)


def right_speaker(statement: Statement, gold: GoldStatement) -> bool:
    """Whether every predicted speaker is the gold one (`same_name`).

    Gold names several speakers in one string ("A and B"), in which each must be
    contained. Where it says ANONYMOUS there is no name to compare: a speaker of
    kind anonymous is right, whatever it is called. No speaker on both sides is
    right, on one side wrong.
    """
    if gold.speaker is None:
        return not statement.speakers
    if not statement.speakers:
        return False
    nameless = gold.speaker.casefold() == "anonymous"
    return all(
        same_name(speaker.name, gold.speaker) or (nameless and speaker.kind == "anonymous")
        for speaker in statement.speakers
    )


def right_links(statement: Statement, gold: GoldStatement) -> int:
    """How many links of the predicted chain are in the gold chain, one to one."""
    left = list(gold.chain)
    right = 0
    for link in statement.chain:
        for name in left:
            if same_name(link.name, name):
                left.remove(name)
                right += 1
                break
    return right


def day(said_on: str | None) -> str | None:
    """An ISO date or a part of one, without the time of day."""
    return said_on[:10] if said_on else None


def source_form(text: str | None) -> str:
    """The form of a source span: absent, pronoun, name (ends in a capitalised word), description.

    A rough reading by letters alone, good enough to see where errors sit.
    """
    words = (text or "").replace("’s", "").replace("'s", "").split()
    words = [w for w in ("".join(filter(str.isalnum, word)) for word in words) if w]
    if not words:
        return "absent"
    if len(words) == 1 and words[0].casefold() in PRONOUNS:
        return "pronoun"
    return "name" if words[-1][0].isupper() else "description"


def score_statements(
    predicted: Sequence[Statement], gold: Sequence[GoldStatement], *, text: str
) -> StatementTally:
    """Score one article's statements.

    Args:
        predicted: every predicted statement of the article, nested ones too.
        gold: its gold statements.
        text: the article's text, which the spans of both index.
    """
    letters = Letters(text)
    ours = [mark(statement, letters) for statement in predicted]
    theirs = [mark(statement, letters) for statement in gold]
    pairs = match(ours, theirs, prefer=lambda i, j: right_speaker(predicted[i], gold[j]))
    matched = [(predicted[i], gold[j]) for i, j in pairs]
    counts = (len(predicted), len(gold))

    def among_matched(same: Callable[[Statement, GoldStatement], bool], asked: str) -> Tally:
        annotated = [(p, g) for p, g in matched if getattr(g, asked) is not None]
        return Tally(sum(same(p, g) for p, g in annotated), len(annotated), len(annotated))

    return StatementTally(
        statements=Tally(len(pairs), *counts),
        with_speaker=Tally(sum(right_speaker(p, g) for p, g in matched), *counts),
        chain=Tally(
            sum(right_links(p, g) for p, g in matched),
            sum(len(p.chain) for p in predicted),
            sum(len(g.chain) for g in gold),
        ),
        said_on=Tally(
            sum(bool(p.said_on) and day(p.said_on) == day(g.said_on) for p, g in matched),
            sum(bool(p.said_on) for p in predicted),
            sum(bool(g.said_on) for g in gold),
        ),
        mode=among_matched(lambda p, g: p.mode == g.mode, "mode"),
        type=among_matched(lambda p, g: p.type == g.type, "type"),
        speaker_kind=among_matched(
            lambda p, g: [s.kind for s in p.speakers[:1]] == [g.speaker_kind], "speaker_kind"
        ),
        groups=_groups(predicted, gold, pairs, text),
        confidences=score_confidence(predicted, ours, theirs),
    )


def score_confidence(
    predicted: Sequence[Statement], ours: Sequence[Marked], theirs: Sequence[Marked]
) -> tuple[tuple[float, bool], ...]:
    """Confidence and rightness of each predicted statement.

    A confidence speaks of what `quoth.evaluate.spans.overlap` counts: source,
    cue and content each overlap those of one gold statement, one to one.

    Args:
        predicted: of one article.
        ours: the same statements in letters.
        theirs: its gold statements in letters.
    """
    right = {i for i, _ in overlapping(ours, theirs)}
    return tuple((p.confidence, i in right) for i, p in enumerate(predicted))


def _groups(
    predicted: Sequence[Statement],
    gold: Sequence[GoldStatement],
    pairs: Sequence[tuple[int, int]],
    text: str,
) -> dict[tuple[str, str], Group]:
    """Counts by mode, type and form of source."""

    def gold_source(statement: GoldStatement) -> str | None:
        return " ".join(text[a:b] for a, b in statement.source) or None

    of_predicted: tuple[tuple[str, Callable[[Statement], str]], ...] = (
        ("mode", lambda s: s.mode),
        ("type", lambda s: s.type),
        ("source", lambda s: source_form(s.source and text[slice(*s.source.span)])),
    )
    of_gold: tuple[tuple[str, Callable[[GoldStatement], str]], ...] = (
        ("mode", lambda s: s.mode or "unmarked"),
        ("type", lambda s: s.type or "unmarked"),
        ("source", lambda s: source_form(gold_source(s))),
    )
    counts: dict[Hashable, Counter[str]] = {}
    matched_predicted = {i for i, _ in pairs}
    partner = {j: predicted[i] for i, j in pairs}
    for what, value in of_predicted:
        for i, statement in enumerate(predicted):
            count = counts.setdefault((what, value(statement)), Counter())
            count["predicted"] += 1
            count["predicted_matched"] += i in matched_predicted
    for what, value in of_gold:
        for j, statement in enumerate(gold):
            count = counts.setdefault((what, value(statement)), Counter())
            count["gold"] += 1
            count["gold_matched"] += j in partner
            count["right_speaker"] += j in partner and right_speaker(partner[j], statement)
    return {key: Group(**count) for key, count in counts.items()}
