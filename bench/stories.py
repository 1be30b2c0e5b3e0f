"""Synthetic copies for measuring what looks across articles: invented stories in several outlets.

A story has `PARAGRAPHS` paragraphs and `STATEMENTS` statements by two or three people; `COPIES`
outlets print it within days, each with some words left out or put in, some quotations trimmed, and
a paragraph of its own. Words are drawn from an invented vocabulary by Zipf's law. Stories have
nothing in common but frequent words; people are seen in ten stories on average. So the number of
pairs that are alike grows as the number of statements does: what grows faster is the method's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial

from quoth.model import content_id

STATEMENTS, PARAGRAPHS, COPIES = 8, 10, 4

FURNITURE = (
    "Mira Tolland said “Readers who subscribe before Sunday receive the harbour almanac and "
    "twelve tide tables at no further cost to them”."
)


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Invented words, the frequent ones first, with their cumulated weights."""
    draw = random.Random(1)
    parts = ["ba", "cor", "del", "fin", "gra", "hol", "jun", "kes", "lim", "mor", "nal", "ost"]
    words = sorted({"".join(draw.choices(parts, k=draw.randint(2, 4))) for _ in range(12_000)})
    draw.shuffle(words)
    total, weights = 0.0, []
    for rank in range(len(words)):
        total += 1 / (rank + 10)
        weights.append(total)
    return words, weights


def sentence(draw: random.Random, size: int) -> list[str]:
    """Some words."""
    words, weights = vocabulary()
    return draw.choices(words, cum_weights=weights, k=size)


def story(number: int, people: int) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The paragraphs of a story and its statements: who, and the words."""
    draw = random.Random(number)
    paragraphs = [" ".join(sentence(draw, draw.randint(25, 45))) for _ in range(PARAGRAPHS)]
    heard = [draw.randrange(people) for _ in range(3)]
    said = [(named(draw.choice(heard)), sentence(draw, draw.randint(12, 28)))]
    for _ in range(STATEMENTS - 1):
        said.append((named(draw.choice(heard)), sentence(draw, draw.randint(12, 28))))
    return paragraphs, said


def named(person: int) -> str:
    """A person's name; the surname is a rare one."""
    words, _ = vocabulary()
    given, surname = words[person * 7 % 600], words[(person * 31 + 600) % len(words)]
    return f"{given.title()} {surname.title()}"


def published(number: int, later: int) -> str:
    """A day: forty stories begin on each, so a larger corpus is one of more days."""
    return (date(2000, 1, 1) + timedelta(days=number // 40 + later)).isoformat()


def article(number: int, people: int, furniture: bool) -> dict:
    """The row of one outlet's copy, as `quoth.results.printing` takes it."""
    draw = random.Random(-1 - number)
    paragraphs, said = story(number // COPIES, people)
    copy = number % COPIES
    id = content_id("article", "story", number)
    text, spans, sources = "", [], []
    own = " ".join(sentence(draw, 40))
    for place, paragraph in enumerate([own, *paragraphs]):
        if copy and place and draw.random() < 0.2:
            continue  # cut
        text += f"{paragraph.capitalize()}.\n\n"
    for who, words in said:
        kept = list(words)
        if copy and draw.random() < 0.4:
            first = draw.randint(0, len(kept) // 3)
            kept = kept[first : len(kept) - draw.randint(0, len(kept) // 3)]
        if copy and draw.random() < 0.2:
            kept[draw.randrange(len(kept))] = sentence(draw, 1)[0]
        text += f"{who} said “"
        sources.append(who)
        spans.append((len(text) - 1, len(text) + len(" ".join(kept)) + 1))
        text += f"{' '.join(kept)}”.\n\n"
    if furniture:
        at = len(text) + FURNITURE.index("“")
        text += FURNITURE
        sources.append("Mira Tolland")
        spans.append((at, len(text) - 1))
    ids = [content_id("statement", id, place) for place in range(len(spans))]
    return {
        "month": "2025-01",
        "article": [
            {
                "id": id,
                "outlet": f"Outlet {number * 13 % 97}",
                "url": f"https://outlet{number * 13 % 97}.example/{number}",
                "title": " ".join(text.split()[:8]),
                "published": published(number // COPIES, draw.randint(0, 2)),
                "text": text,
            }
        ],
        "author": [],
        "statement": [
            {
                "id": own_id,
                "mode": "direct",
                "type": "assertion",
                "said_on": None,
                "nested_in": None,
                "ordinal": place,
            }
            for place, own_id in enumerate(ids)
        ],
        "content": [
            {"statement_id": own_id, "ordinal": 0, "span_start": start, "span_end": end}
            for own_id, (start, end) in zip(ids, spans, strict=True)
        ],
        "speaker": [
            {
                "statement_id": own_id,
                "actor_id": content_id("actor", id, who),
                "name": who,
                "kind": "person",
                "role": None,
            }
            for own_id, who in zip(ids, sources, strict=True)
        ],
        "link": [],
    }


def rows(statements: int, furniture: bool, batches) -> Iterator:
    """What a worker does: numbers to rows."""
    import pyarrow

    people = max(statements // STATEMENTS // COPIES * 3 // 10, 3)
    for batch in batches:
        for number in batch.column(0).to_pylist():
            made = [article(number, people, furniture)]
            yield pyarrow.RecordBatch.from_pylist(made, schema())


def schema():
    """The columns of `article`."""
    from pyarrow import field, int64, list_, string, struct
    from pyarrow import schema as made

    def table(names: str, *numbers: str):
        own = [field(name, string()) for name in names.split()]
        return list_(struct([*own, *(field(name, int64()) for name in numbers)]))

    return made(
        [
            ("month", string()),
            ("article", table("id outlet url title published text")),
            ("author", table("name", "ordinal")),
            ("statement", table("id mode type said_on nested_in", "ordinal")),
            ("content", table("statement_id", "ordinal", "span_start", "span_end")),
            ("speaker", table("statement_id actor_id name kind role")),
            ("link", table("statement_id name", "ordinal")),
        ]
    )


def frame(session, statements: int, *, furniture: bool):
    """Articles with so many statements, made by the workers."""
    from quoth.engine.spark import spark_schema

    count = statements // STATEMENTS
    numbers = session.range(count).repartition(16)
    return numbers.mapInArrow(partial(rows, statements, furniture), spark_schema(schema()))
