"""What resolving alone gets wrong: gold statements with their gold spans, resolved and compared.

`python -m quoth.evaluate.resolving GOLD… [--misses]` takes content, cue and source of each
statement from the gold, resolves them and compares speakers, chain, addressee, medium and date
said with the gold. No model runs: a second for a folder. It reads the gold in JSON
(`quoth/evaluate/gold.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from quoth.evaluate.gold import GoldArticle, GoldStatement
from quoth.evaluate.names import bare, same_name
from quoth.evaluate.spans import Tally
from quoth.evaluate.statements import day, right_links, right_speaker, source_form
from quoth.model import Article, Content, Piece, Statement, pieces_text, statement_id

FORMS = ("name", "surname", "pronoun", "description", "absent")
"""The forms of a source (`form_of`), in the order they are printed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one speaker question was answered: right, wrong or left open."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    """No speaker was given though the gold has one: honest, but a miss."""

    def __add__(self, other: Answer) -> Answer:
        return Answer(
            self.right + other.right, self.wrong + other.wrong, self.unknown + other.unknown
        )

    @property
    def total(self) -> int:
        """Statements asked about."""
        return self.right + self.wrong + self.unknown


@dataclass(frozen=True, slots=True)
class ResolvingTally:
    """Counts of one article or of many; tallies are added."""

    speakers: dict[str, Answer] = field(default_factory=dict)
    """By form of source."""
    kinds: Tally = field(default_factory=Tally)
    chain: Tally = field(default_factory=Tally)
    said_on: Tally = field(default_factory=Tally)
    addressee: Tally = field(default_factory=Tally)
    medium: Tally = field(default_factory=Tally)

    def __add__(self, other: ResolvingTally) -> ResolvingTally:
        forms = {*self.speakers, *other.speakers}
        return ResolvingTally(
            {f: self.speakers.get(f, Answer()) + other.speakers.get(f, Answer()) for f in forms},
            self.kinds + other.kinds,
            self.chain + other.chain,
            self.said_on + other.said_on,
            self.addressee + other.addressee,
            self.medium + other.medium,
        )

    @property
    def answers(self) -> Answer:
        """All forms together."""
        return sum(self.speakers.values(), Answer())


def from_gold(gold: GoldArticle) -> tuple[Statement, ...]:
    """The gold's statements with their spans and without anything to be resolved.

    One whose content lies within another's content is nested in the smallest such.
    A source in several pieces is the range from its first to its last.
    """
    article = gold.article
    made = []
    for g in gold.statements:
        source = (g.source[0][0], g.source[-1][1]) if g.source else None
        made.append(
            Statement(
                id=statement_id(article.id, g.content, g.cue, source),
                article_id=article.id,
                mode=g.mode or "indirect",  # type: ignore[arg-type]
                type=g.type or "assertion",  # type: ignore[arg-type]
                content=Content(spans=g.content, text=pieces_text(article.text, g.content)),
                cue=_piece(article, g.cue),
                source=_piece(article, source),
            )
        )
    return tuple(replace(s, nested_in=_holder(s, made)) for s in made)


def _piece(article: Article, span: tuple[int, int] | None) -> Piece | None:
    return Piece(span=span, text=article.text[slice(*span)]) if span else None


def _holder(inner: Statement, statements: Sequence[Statement]) -> str | None:
    """The id of the smallest statement whose content holds all of another's."""
    holders = [
        (sum(b - a for a, b in outer.content.spans), outer.id)
        for outer in statements
        if outer is not inner
        and outer.content.spans != inner.content.spans
        and all(
            any(a <= low and high <= b for a, b in outer.content.spans)
            for low, high in inner.content.spans
        )
    ]
    return min(holders)[1] if holders else None


def form_of(statement: Statement) -> str:
    """The form of a source (`statements.source_form`); a name of one word is a surname.

    Titles do not count: "President Quist" is a surname, and so are "Odd" and "the NBC".
    """
    form = source_form(statement.source.text if statement.source else None)
    if form == "name" and statement.source and len(bare(statement.source.text)) == 1:
        return "surname"
    return form


def score_resolving(gold: GoldArticle, resolved: Sequence[Statement]) -> ResolvingTally:
    """Compare the resolved statements of `from_gold` with their gold, one to one in order."""
    speakers: dict[str, Answer] = {}
    tally = ResolvingTally()
    for statement, wanted in zip(resolved, gold.statements, strict=True):
        form = form_of(statement)
        if right_speaker(statement, wanted):
            answer = Answer(right=1)
        elif statement.speakers:
            answer = Answer(wrong=1)
        else:
            answer = Answer(unknown=1)
        speakers[form] = speakers.get(form, Answer()) + answer
        tally += ResolvingTally(
            kinds=_kinds(statement, wanted),
            chain=Tally(right_links(statement, wanted), len(statement.chain), len(wanted.chain)),
            said_on=_one(statement.said_on, wanted.said_on, lambda a, b: day(a) == day(b)),
            addressee=_one(
                statement.addressee and statement.addressee.name, wanted.addressee, same_name
            ),
            medium=_one(statement.medium, wanted.medium, same_name),
        )
    return replace(tally, speakers=speakers)


def _kinds(statement: Statement, wanted: GoldStatement) -> Tally:
    if wanted.speaker_kind is None or not statement.speakers:
        return Tally()
    return Tally(int(statement.speakers[0].kind == wanted.speaker_kind), 1, 1)


def _one(ours: str | None, theirs: str | None, same: Callable[[str, str], bool]) -> Tally:
    right = bool(ours and theirs and same(ours, theirs))
    return Tally(int(right), int(bool(ours)), int(bool(theirs)))


def misses(gold: GoldArticle, resolved: Sequence[Statement]) -> Iterator[str]:
    """One line for each field that differs from the gold, with the statement's own words."""
    for statement, wanted in zip(resolved, gold.statements, strict=True):
        source = statement.source.text if statement.source else "–"
        cue = statement.cue.text if statement.cue else "–"
        at = f"{wanted.content[0][0]} {source!r} {cue!r} {statement.content.text[:60]!r}"
        names = " + ".join(f"{s.name} [{s.kind}]" for s in statement.speakers)
        if not right_speaker(statement, wanted):
            yield f"speaker  {at}: {names or '–'}, gold {wanted.speaker}"
        links = [link.name for link in statement.chain]
        if not right_links(statement, wanted) == len(links) == len(wanted.chain):
            yield f"chain    {at}: {links}, gold {list(wanted.chain)}"
        if day(statement.said_on) != day(wanted.said_on):
            yield f"said_on  {at}: {statement.said_on}, gold {wanted.said_on}"
        told = statement.addressee and statement.addressee.name
        if bool(told) != bool(wanted.addressee) or (
            told and wanted.addressee and not same_name(told, wanted.addressee)
        ):
            yield f"addressee {at}: {told}, gold {wanted.addressee}"
        if bool(statement.medium) != bool(wanted.medium) or (
            statement.medium and wanted.medium and not same_name(statement.medium, wanted.medium)
        ):
            yield f"medium   {at}: {statement.medium}, gold {wanted.medium}"


def table(rows: Sequence[tuple[str, ResolvingTally]]) -> str:
    """The tallies in Markdown: right/total by form of source, then P / R / F1 of the others."""
    head = ["gold", "speaker", "wrong", "unknown", *FORMS, "kind", "chain", "said_on"]
    lines = [
        "| " + " | ".join([*head, "addressee", "medium"]) + " |",
        "|---" * (len(FORMS) + 9) + "|",
    ]
    for name, tally in rows:
        answers = tally.answers
        cells = [name, _share(answers), str(answers.wrong), str(answers.unknown)]
        cells += [_share(tally.speakers.get(form, Answer())) for form in FORMS]
        cells.append(_share(Answer(tally.kinds.right, tally.kinds.gold - tally.kinds.right)))
        for other in (tally.chain, tally.said_on, tally.addressee, tally.medium):
            cells.append(_measures(other))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(answer: Answer) -> str:
    return f"{100 * answer.right / answer.total:.1f} of {answer.total}" if answer.total else "–"


def _measures(tally: Tally) -> str:
    if not tally.predicted and not tally.gold:
        return "–"
    return " / ".join(
        "–" if value is None else f"{100 * value:.{digits}f}"
        for value, digits in ((tally.precision, 0), (tally.recall, 0), (tally.f1, 1))
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    from quoth.evaluate.datasets import read_dataset
    from quoth.resolve import resolve

    parser = argparse.ArgumentParser(
        prog="python -m quoth.evaluate.resolving",
        description="Resolve gold statements with their gold spans and compare.",
    )
    parser.add_argument("gold", nargs="+", help="folders or files of gold in JSON")
    parser.add_argument("--misses", action="store_true", help="list what differs")
    parser.add_argument(
        "--without", action="append", default=[], metavar="NAME", help="articles to leave out"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="articles to keep"
    )
    options = parser.parse_args(arguments)
    rows, total = [], ResolvingTally()
    for path in options.gold:
        for gold in read_dataset(path).articles:
            name = gold.article.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            if name in options.without or (options.only and name not in options.only):
                continue
            resolved = resolve(gold.article, from_gold(gold))
            tally = score_resolving(gold, resolved)
            rows.append((name, tally))
            total += tally
            if options.misses:
                for line in misses(gold, resolved):
                    print(f"{name}: {line}")
    print(table([*rows, ("all", total)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
