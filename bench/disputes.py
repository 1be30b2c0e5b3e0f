"""Synthetic disputes for measuring what conflicts cost: articles of eight statements, many a day.

Half of the statements take up what another article of the same three days says, every fourth of
those says no to it. With a hub, one speaker says the same sentence on every page, which another
one denies on every fiftieth: a key that all articles have. `A_DAY` articles appear a day, so a
larger corpus is one of more days; `conflicts_cost` in bench/spark.py can put them all on one day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from bench import stories
from quoth.model import Article, Content, Piece, Speaker, Statement, content_id, statement_id

STATEMENTS = 8
A_DAY = 40
HUB = "the harbour barrier was closed before the herring fleet returned"
HUB_DENIED = "the harbour barrier was not closed before the herring fleet returned"
DENIED_EACH = 50


def words_of(number: int) -> list[str]:
    """What a dispute is about."""
    draw = random.Random(number)
    return stories.sentence(draw, 7)


def row(number: int, *, hub: bool, a_day: int) -> dict[str, Any]:
    """The row of one article, as `quoth.results.opposing.heard` takes it."""
    from quoth.results.columns import MONTH, values
    from quoth.schema import TABLE
    from quoth.store.rows import list_rows
    from quoth.store.rows import row as row_of

    draw = random.Random(-1 - number)
    day = number // a_day
    id = content_id("article", "dispute", number)
    said: list[tuple[str, str, str]] = []
    for _ in range(STATEMENTS):
        taken_up = draw.random() < 0.5
        earlier = max(0, number - draw.randrange(3 * A_DAY))
        about = words_of(earlier if taken_up else -draw.getrandbits(40))
        no = draw.random() < 0.25
        first, rest = " ".join(about[:3]), " ".join(about[3:])
        who = stories.named(draw.randrange(2_000))
        said.append((who, "denied" if no else "said", f"the {first} was {'not ' * no}{rest}"))
    if hub:
        no = number % DENIED_EACH == 0
        said.append(("Joren Pike" if no else "Mira Tolland", "said", HUB_DENIED if no else HUB))
    text, places = "", []
    for who, cue, what in said:
        at = len(text)
        text += f"{who} {cue} {what}.\n\n"
        end = at + len(who) + 1 + len(cue)
        places.append(((at, at + len(who)), (at + len(who) + 1, end), (end + 1, len(text) - 3)))
    article = Article(
        id=id,
        path=f"{number}.txt",
        outlet=f"Outlet {number % 97}",
        url=None,
        title=None,
        published=(date(2000, 1, 1) + timedelta(days=day)).isoformat(),
        language="en",
        text=text,
        text_sha256="0" * 64,
    )
    made: dict[str, Any] = {
        MONTH: "2000-01",
        **{name: [] for name in ("author", "statement", "content", "speaker", "link", "figure")},
        **dict.fromkeys(("known", "claims", "source", "event_id")),
    }
    made["article"] = [{name: getattr(article, name, None) for name in TABLE["article"].names}]
    for (who, cue, what), (source, at, content) in zip(said, places, strict=True):
        statement = Statement(
            id=statement_id(id, (content,), at, source),
            article_id=id,
            mode="indirect",
            type="denial" if cue == "denied" else "assertion",
            content=Content(spans=(content,), text=what),
            cue=Piece(span=at, text=cue),
            source=Piece(span=source, text=who),
            speakers=(Speaker(id=content_id("actor", who), name=who, kind="person", role=None),),
        )
        own = row_of(TABLE["statement"], statement, ordinal=len(made["statement"]), number=None)
        made["statement"].append(values(TABLE["statement"], own))
        for name, rows in list_rows(statement, "statement").items():
            made.setdefault(name, []).extend(values(TABLE[name], one) for one in rows)
    return made


def heard(hub: bool, a_day: int, batches) -> Iterator:
    """What a worker does: numbers to articles as they are held against others."""
    import pyarrow

    from quoth.results.opposing import HEARD_SCHEMA, heard_row

    for batch in batches:
        for number in batch.column(0).to_pylist():
            made = heard_row(row(number, hub=hub, a_day=a_day), False)
            yield pyarrow.RecordBatch.from_pylist([made], HEARD_SCHEMA())


def frame(session, pages: int, *, hub: bool, a_day: int):
    """So many articles as they are held against others."""
    from quoth.engine.spark import spark_schema
    from quoth.results.opposing import HEARD_SCHEMA

    work = partial(heard, hub, a_day)
    return session.range(pages).repartition(16).mapInArrow(work, spark_schema(HEARD_SCHEMA()))
