"""Pronouns and descriptions against labels: whom "he", "they", "the senator" stand for.

`python -m quoth.evaluate.antecedents LABELS --shared FOLDER` resolves the articles of a file of
labels and counts, by the form of the source, how often its speaker is the labelled one. The labels
name articles by their id and everything else by offsets: a CSV with the columns

- `corpus`: "polnear-dev" (statements as annotated) or "news-2019-2020" (statements as the
  extractor finds them; a source that it does not find is counted apart);
- `article`: the name of the file, or the id in `articles.jsonl.gz`;
- `start`, `end`: the source;
- `form`: "pronoun" or "nominal";
- `antecedent`: "start-end" of a name or noun that the source stands for, several separated by
  blanks; within the source itself for a description that stands for nobody named elsewhere;
  "voice" for the article's author or outlet.

Half of the articles, drawn by their names, were not looked at while the rules were made: they are
counted apart ("left out").
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoth.evaluate.names import same_name
from quoth.evaluate.resolving import Answer, from_gold
from quoth.model import Article, Span, Statement

Resolved = tuple[Article, tuple[Statement, ...]]

CLASSES = ("he, she", "they", "it, which", "who, that", "I, we", "nominal")
"""What is counted apart, in the order it is printed."""

_CLASS_OF = {
    **dict.fromkeys(["he", "she", "his", "her", "him", "hers"], "he, she"),
    **dict.fromkeys(["they", "their", "them", "these", "those"], "they"),
    **dict.fromkeys(["it", "its", "which"], "it, which"),
    **dict.fromkeys(["who", "whom", "that"], "who, that"),
    **dict.fromkeys(["i", "we", "my", "our", "me", "us"], "I, we"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One labelled source."""

    corpus: str
    article: str
    span: Span
    form: str
    antecedents: tuple[Span, ...] = ()
    """Empty for the article's own voice."""

    @property
    def left_out(self) -> bool:
        """Whether its article was not looked at while the rules were made."""
        return hashlib.sha256(self.article.encode()).digest()[0] % 2 == 1


def read_labels(path: str | Path) -> list[Label]:
    """The labels of a CSV, in its order."""
    with open(path, encoding="utf-8", newline="") as file:
        return [_label(row) for row in csv.DictReader(file)]


def _label(row: Mapping[str, str]) -> Label:
    spans = () if row["antecedent"] == "voice" else tuple(map(_span, row["antecedent"].split()))
    return Label(
        corpus=row["corpus"],
        article=row["article"],
        span=(int(row["start"]), int(row["end"])),
        form=row["form"],
        antecedents=spans,
    )


def _span(text: str) -> Span:
    start, end = text.split("-")
    return int(start), int(end)


def is_right(label: Label, statement: Statement, article: Article) -> bool:
    """Whether every speaker is one that the label names, and there is one."""
    if not statement.speakers:
        return False
    if not label.antecedents:
        return all(s.kind in ("author", "outlet") for s in statement.speakers)
    names = [article.text[a:b] for a, b in label.antecedents]
    return all(any(same_name(s.name, name) for name in names) for s in statement.speakers)


def class_of(label: Label, text: str) -> str:
    """The class a labelled source is counted in."""
    if label.form == "nominal":
        return "nominal"
    return _CLASS_OF.get(text[slice(*label.span)].strip().lower(), "nominal")


def judge(
    labels: Iterable[Label], resolved: Mapping[tuple[str, str], Resolved]
) -> Iterator[tuple[Label, Article, Statement | None, bool]]:
    """Each label of the resolved articles with the statement of its source; None if none has it."""
    for label in labels:
        if (label.corpus, label.article) not in resolved:
            continue
        article, statements = resolved[label.corpus, label.article]
        having = [s for s in statements if s.source and s.source.span == label.span]
        # One source with several statements is one question.
        statement = having[0] if having else None
        right = statement is not None and is_right(label, statement, article)
        yield label, article, statement, right


def tally(
    judged: Iterable[tuple[Label, Article, Statement | None, bool]],
) -> dict[str, Answer]:
    """Answers by class; sources that no statement has are left out of it."""
    answers: dict[str, Answer] = defaultdict(Answer)
    for label, article, statement, right in judged:
        if statement is None:
            continue
        wrong = bool(statement.speakers) and not right
        one = Answer(right=int(right), wrong=int(wrong), unknown=int(not right and not wrong))
        answers[class_of(label, article.text)] += one
    return dict(answers)


def load(labels: Sequence[Label], shared: Path) -> dict[tuple[str, str], Resolved]:
    """The labelled articles with their statements, nothing resolved yet."""
    found: dict[tuple[str, str], Resolved] = {}
    wanted = {(label.corpus, label.article) for label in labels}
    if any(corpus == "polnear-dev" for corpus, _ in wanted):
        from quoth.evaluate.polnear import read_polnear

        for gold in read_polnear(shared / "data/polnear/dev"):
            key = ("polnear-dev", Path(gold.article.path).stem)
            if key in wanted and key not in found:  # the first annotator's reading
                found[key] = gold.article, from_gold(gold)
    if any(corpus == "news-2019-2020" for corpus, _ in wanted):
        articles = dict(_news(wanted, shared / "data/news-2019-2020/articles.jsonl.gz"))
        from quoth.extract import Extractor

        predicted = Extractor.load().predict(list(articles.values()))
        for (key, article), statements in zip(articles.items(), predicted, strict=True):
            found[key] = article, tuple(statements)
    return found


def _news(wanted: set[tuple[str, str]], path: Path) -> Iterator[tuple[tuple[str, str], Article]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            key = ("news-2019-2020", record["id"])
            if key in wanted:
                authors = record.get("authors") or ()
                fields = {
                    name: record.get(name) for name in ("outlet", "url", "title", "published")
                }
                yield (
                    key,
                    Article.of(
                        record["text"],
                        path=record["id"],
                        authors=(authors,) if isinstance(authors, str) else tuple(authors),
                        **fields,
                    ),
                )


def table(rows: Sequence[tuple[str, Mapping[str, Answer]]]) -> str:
    """Right of all by class, in Markdown."""
    lines = ["| articles | pronouns | " + " | ".join(CLASSES) + " | wrong | unknown |"]
    lines.append("|---" * (len(CLASSES) + 4) + "|")
    for name, answers in rows:
        pronouns = sum((a for c, a in answers.items() if c != "nominal"), Answer())
        every = sum(answers.values(), Answer())
        cells = [name, _share(pronouns), *(_share(answers.get(c, Answer())) for c in CLASSES)]
        lines.append("| " + " | ".join([*cells, str(every.wrong), str(every.unknown)]) + " |")
    return "\n".join(lines)


def _share(answer: Answer) -> str:
    return f"{100 * answer.right / answer.total:.1f} of {answer.total}" if answer.total else "–"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    from quoth.resolve import resolve

    parser = argparse.ArgumentParser(
        prog="python -m quoth.evaluate.antecedents",
        description="Resolve labelled pronouns and descriptions and compare.",
    )
    parser.add_argument("labels", help="CSV of labels")
    parser.add_argument("--shared", default="../shared", help="folder that holds data/")
    parser.add_argument("--misses", action="store_true", help="list those of the half looked at")
    options = parser.parse_args(arguments)
    labels = read_labels(options.labels)
    articles = load(labels, Path(options.shared))
    resolved = {key: (a, resolve(a, statements)) for key, (a, statements) in articles.items()}
    judged = list(judge(labels, resolved))
    if options.misses:
        for line in misses(judged):
            print(line)
    seen = [one for one in judged if not one[0].left_out]
    unseen = [one for one in judged if one[0].left_out]
    print(table([("looked at", tally(seen)), ("left out", tally(unseen)), ("all", tally(judged))]))
    lost = sum(statement is None for _, _, statement, _ in judged)
    print(f"{lost} of {len(judged)} labelled sources are no source of a statement here")
    return 0


def misses(
    judged: Iterable[tuple[Label, Article, Statement | None, bool]],
) -> Iterator[str]:
    """One line for each miss in the half of the articles that may be looked at."""
    for label, article, statement, right in judged:
        if right or statement is None or label.left_out:
            continue
        text = article.text
        who = [text[a:b] for a, b in label.antecedents] or ["voice"]
        ours = " + ".join(s.name for s in statement.speakers) or "–"
        why = next((g.reason for g in statement.grounds if g.field == "speakers"), "")
        source = text[slice(*label.span)]
        yield f"{label.article} {label.span[0]} {source!r}: {ours}, not {who} ({why})"


if __name__ == "__main__":
    raise SystemExit(main())
