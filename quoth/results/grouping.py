"""Concepts on Spark, after `quoth.results.matching`; made when asked for, as in a project.

    utterances   which statements may be grouped, with their ranks         _stages/utterances
    chosen       the first of them, with their points                      _stages/chosen
    concepts     grouped and named by the driver                           concept, coding

The workers read and encode; at most `quoth.concepts.MOST` statements are grouped, whatever the size
of the corpus, so that one process does it, in the order and with the numbers of a project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from quoth import concepts
from quoth.concepts import Utterance
from quoth.concepts.choosing import choices
from quoth.engine.spark import rows_of, spark_schema
from quoth.match import sentences
from quoth.match.words import number_of
from quoth.results import claiming, matching
from quoth.results.columns import GROUPED, arrow_fields, of_noun
from quoth.results.folder import mark_of
from quoth.results.passages import article_of
from quoth.results.stages import Stages

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from quoth.results.running import _Run


def rules(mark: str) -> str:
    """What the stages here depend on: what matching does, the rules and the encoder."""
    return mark_of(
        matching.rules(mark), concepts.VERSION, concepts.MOST, sentences.shipped_version()
    )


class Grouping(Stages):
    """The stages of one run that group statements into concepts."""

    def __init__(self, running: _Run, mark: str):
        """`mark` is what the statements depend on. The stages of matching are done."""
        super().__init__(running, mark, rules(mark))

    def run(self) -> None:
        """All stages that are not done."""
        self._stage("utterances", self.utterances)
        self._stage("chosen", self.chosen)
        self.concepts()

    def utterances(self) -> DataFrame:
        """What may be grouped."""
        self.running.view("superseded", "_stages/current")
        self._sql("current").createOrReplaceTempView("whole")
        self.running.view("appearance", "appearance")
        self._read("claims").createOrReplaceTempView("made")
        for name in ("claim", "member"):
            self._view(name, f"SELECT inline({name}) FROM made")
        articles = self._spread(self._sql("choices"))
        return articles.mapInArrow(uttered, spark_schema(UTTERANCE_SCHEMA()))

    def chosen(self) -> DataFrame:
        """What is grouped, and where the encoder puts it."""
        from pyspark import cloudpickle

        found = self._read("utterances").orderBy(*RANK).limit(concepts.MOST)
        found.createOrReplaceTempView("chosen")
        setup = cloudpickle.dumps((sentences.encoded, sentences.encoder, None))
        texts = self.session.sql("SELECT key, MIN(text) AS text FROM chosen GROUP BY key")
        points = self._spread(texts).mapInArrow(
            partial(claiming.pointed, setup), "key BIGINT, point BINARY"
        )
        points.createOrReplaceTempView("point")
        return self.session.sql(
            "SELECT chosen.said, point.point FROM chosen JOIN point ON point.key = chosen.key"
        )

    def concepts(self) -> None:
        """The concepts, and their tables."""

        @cache
        def rows() -> Mapping[str, list[dict[str, Any]]]:
            return grouped(self._read("chosen").toArrow().to_pylist())

        def table(name: str) -> DataFrame:
            import pyarrow

            schema = pyarrow.schema(arrow_fields(name))
            made = pyarrow.Table.from_pylist(rows()[name], schema)
            return self.session.createDataFrame(made, spark_schema(schema))

        for name in GROUPED:
            self.running.stage(name, mark_of(name, self.mark), partial(table, name), of=self.of)


RANK = ("coded", "sources", "asserts", "plain", "confidence", "statement_id")
"""The columns of `quoth.concepts.choosing.Rank`."""


def UTTERANCE_SCHEMA() -> pyarrow.Schema:
    """Statements that may be grouped, with their ranks."""
    from pyarrow import bool_, float64, int64, schema, string

    kinds = (bool_(), int64(), bool_(), bool_(), float64(), string())
    said = (("key", int64()), ("text", string()), ("said", string()))
    return schema([*zip(RANK, kinds, strict=True), *said])


def uttered(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What a worker does: articles to statements that may be grouped."""
    import pyarrow

    for row in rows_of(batches):
        article, statements = article_of(row)
        found = choices(
            article,
            statements,
            known={one["speaker"]: one["id"] for one in row["known"] or ()},
            claims={
                one["statement_id"]: (one["claim_id"], one["sources"])
                for one in row["claims"] or ()
            },
            sure={one.id: one.confidence for one in statements},
        )
        made = [
            {
                **dict(zip(RANK, rank, strict=True)),
                "key": number_of(one.text),
                "text": one.text,
                "said": json.dumps(asdict(one)),
            }
            for rank, one in found
        ]
        if made:
            yield pyarrow.RecordBatch.from_pylist(made, UTTERANCE_SCHEMA())


def grouped(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What the driver does: the rows of concepts, by table.

    Args:
        rows: utterances as JSON, each with its packed point.
    """
    said = []
    for row in rows:
        given = json.loads(row["said"])
        said.append((Utterance(**{**given, "actors": tuple(given["actors"])}), row["point"]))
    said.sort(key=lambda pair: pair[0].statement_id)
    at = sentences.unpacked([point for _, point in said])
    made: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPED}
    for concept in concepts.concepts([one for one, _ in said], at):
        for name, own in of_noun("concept", concept).items():
            made[name] += own
    return made
