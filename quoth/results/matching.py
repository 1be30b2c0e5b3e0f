"""Actors, copies, events and claims on Spark, stage by stage, after `quoth.results.running`.

    current      of several versions of a page the last one                _stages/current
    print        articles to fingerprints, words, statements, names        _stages/print
    actors       joined by the driver; its SQL on the cluster              actor, alias, appearance
    copies       pairs by common rows of words, held against each other    _stages/overlap, copy
    events       pairs by common words, their cosines                      _stages/near, event
    claims       versions, pairs, joins, stars                             _stages/…, claim, member

Pairs are found by joins on keys. A key that many have (a sentence in a million pages, a word that
a famous name says every day) tells nothing, and is left out before it is paired: the same bounds as
on one machine, so the same pairs. What is held against each other, and what comes of it, is told by
the functions of `quoth.match`, on rows that hang together (`quoth.engine.components`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from quoth import actors, match
from quoth.engine.spark import SparkEngine, spark_schema, together
from quoth.match import candidates, copies, events, prints, sentences
from quoth.match.versions import DAYS, RELAY_DAYS
from quoth.results import claiming, copying, happening
from quoth.results.columns import ACTORS, arrow_fields
from quoth.results.current import settled
from quoth.results.folder import mark_of
from quoth.results.printing import PRINT_SCHEMA, printed
from quoth.results.stages import Stages

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from quoth.results.running import _Run

VERSIONS = (prints.VERSION, actors.VERSION, match.VERSION)
"""What the stages here depend on besides the statements."""


def rules(mark: str) -> str:
    """What the stages here depend on: the statements' own mark, and the rules' versions."""
    return mark_of(mark, VERSIONS)


class Matching(Stages):
    """The stages of one run that look across articles."""

    def __init__(self, running: _Run, mark: str):
        """`mark` is what the statements depend on. The views of the earlier stages are there."""
        super().__init__(running, mark, rules(mark))

    def run(self) -> None:
        """All stages that are not done."""
        self._stage("current", self.superseded)
        self._stage("print", self.prints)
        self.actors()
        self._stage("overlap", self.overlaps)
        self._stage("copies", self.copies)
        self._table("copy", "copies")
        self._stage("near", self.near)
        self._stage("events", self.events)
        self._table("event", "events")
        self._table("happening", "events")
        self._stage("versions", self.versions)
        self._stage("numbered", self.numbered)
        self._stage("scored", self.scored)
        self._stage("joins", self.joins)
        self._stage("claims", self.claims)
        for name in ("claim", "voice", "member"):
            self._table(name, "claims")

    def _prints(self) -> None:
        self.running.view("printed", "_stages/print")

    # Articles and actors

    def superseded(self) -> DataFrame:
        """Articles that are not current."""
        readings = together(self._sql("readings"), "page", "file_no", "doc_no")
        return readings.mapInArrow(settled, "id STRING, superseded_by STRING")

    def prints(self) -> DataFrame:
        """What is needed of each current article."""
        self.running.view("superseded", "_stages/current")
        articles = self._spread(self._sql("current"))
        return articles.mapInArrow(printed, spark_schema(PRINT_SCHEMA()))

    def actors(self) -> None:
        """The actors across articles, and their tables."""

        @cache
        def rows() -> Mapping[str, list[dict[str, Any]]]:
            self._prints()
            seen = self.session.sql("SELECT explode(seen) AS one FROM printed").toArrow()
            letters = self.session.sql("SELECT article_id, inline(letters) FROM printed").toArrow()
            found = copying.joined(
                seen.column(0).to_pylist(),
                list(zip(*(column.to_pylist() for column in letters.columns), strict=True)),
                SparkEngine(session=self.session),
            )
            return copying.actor_rows(found)

        def table(name: str) -> DataFrame:
            import pyarrow

            schema = pyarrow.schema(arrow_fields(name))
            made = pyarrow.Table.from_pylist(rows()[name], schema)
            return self.session.createDataFrame(made, spark_schema(schema))

        for name in ACTORS:
            self.running.stage(name, mark_of(name, self.mark), partial(table, name))

    # Copies

    def overlaps(self) -> DataFrame:
        """Pairs of articles of which one has text of the other."""
        self._prints()
        self._bound(days=copies.DAYS, rows=copies.ROWS)
        self._view("article", "SELECT state AS id, day, 1 AS fresh FROM printed")
        self._view("row", "SELECT state AS article, explode(shingles) AS hash FROM printed")
        self._view("print", _rare("row", copies.CAP))
        self.session.sql(candidates.sql("overlap")).createOrReplaceTempView("overlap")
        self._view(
            "texts",
            "SELECT state, article_id, outlet, published, title, site, authors, text FROM printed",
        )
        pairs = together(self._sql("overlapping"), "one")
        return pairs.mapInArrow(copying.overlapping, copying.OVERLAP)

    def copies(self) -> DataFrame:
        """Copies, and the article where following the sources of each ends."""
        self._prints()
        found = self._read("overlap")
        found.createOrReplaceTempView("overlap")
        parts = self._components(found.select("one", "other"), "copies")
        parts.createOrReplaceTempView("part")
        text = "article_id, outlet, published, title, site, authors, text"
        rows = self.session.sql(
            f"SELECT component, STRUCT({text}) AS article, CAST(NULL AS STRING) AS finding"
            " FROM printed JOIN part ON part.id = printed.article_id UNION ALL"
            " SELECT component, NULL, finding FROM overlap JOIN part ON part.id = overlap.one"
        )
        schema = spark_schema(copying.COPY_SCHEMA())
        return together(rows, "component").mapInArrow(copying.copied, schema)

    # Events

    def near(self) -> DataFrame:
        """Pairs of articles that may tell of one event."""
        self._prints()
        total = self.session.sql("SELECT COUNT(*) FROM printed WHERE day IS NOT NULL").first()[0]
        counted = self._sql("counted")
        vectors = counted.mapInArrow(partial(happening.weighed, total), happening.VECTOR)
        kept = "_stages/vector"
        self.running.stage(kept, mark_of(kept, self.mark), lambda: vectors)
        self.running.view("vector", kept)
        self._bound(days=events.DAYS, common=events.COMMON)
        return self._sql("near").where(f"cosine >= CAST({events.NEAR!r} AS DOUBLE)")

    def events(self) -> DataFrame:
        """Events with their articles."""
        self._prints()
        found = self._read("near")
        found.createOrReplaceTempView("near")
        parts = self._components(found.select("one", "other"), "events")
        parts.createOrReplaceTempView("part")
        rows = self.session.sql(
            "SELECT component, id, published, title, CAST(NULL AS STRING) AS other,"
            " CAST(NULL AS DOUBLE) AS cosine"
            " FROM part JOIN printed ON printed.article_id = part.id UNION ALL"
            " SELECT component, one, NULL, NULL, other, cosine"
            " FROM near JOIN part ON part.id = near.one"
        )
        schema = spark_schema(happening.EVENT_SCHEMA())
        return together(rows, "component").mapInArrow(happening.gathered, schema)

    # Claims

    def versions(self) -> DataFrame:
        """Versions and their statements."""
        self._prints()
        for name in ("appearance", "actor"):
            self.running.view(name, name)
        # Of the stages: a table by month without a row has no file that says its columns.
        self._read("events").createOrReplaceTempView("event")
        self._view("happening", "SELECT inline(happening) FROM event")
        self._read("copies").createOrReplaceTempView("copied")
        self._view("root", "SELECT article_id, root FROM copied WHERE root IS NOT NULL")
        schema = spark_schema(claiming.VERSION_SCHEMA())
        return together(self._sql("said"), "wording").mapInArrow(claiming.versioned, schema)

    def numbered(self) -> DataFrame:
        """Versions with numbers that are in the order of their first statements, as places are."""
        from pyspark.sql import functions as f

        found = self._read("versions").where("brief IS NOT NULL")
        found = found.drop("place", "statement_id", "outer", "said", "beside")
        return found.sort("at").withColumn("id", f.monotonically_increasing_id())

    def scored(self) -> DataFrame:
        """Candidates that were held against each other, as far as something came of it."""
        self._read("versions").where("brief IS NULL").createOrReplaceTempView("statement")
        self._candidates()
        pairs = together(self._sql("pairs"), "one")
        return pairs.mapInArrow(claiming.scored, spark_schema(claiming.SCORED_SCHEMA()))

    def _candidates(self) -> None:
        """The views `by_words`, `by_actor` and `by_relay`."""
        bound = {"far": candidates.FAR, "stems": candidates.STEMS, "cell": candidates.CELL}
        self._bound(days=DAYS, relay=RELAY_DAYS, **bound)
        fresh = self._read("numbered").selectExpr("*", "1 AS fresh")
        fresh.createOrReplaceTempView("version")
        self._view("row", "SELECT id AS version, explode(shingles) AS hash FROM version")
        self._view("shingle", _rare("row", candidates.CAP))
        self.session.sql(candidates.sql("shared")).createOrReplaceTempView("by_words")
        width = DAYS + 1
        # As `quoth.match.candidates` has it: a version stands in the bucket of each of its days
        # and in the next one.
        days = (
            f"CASE WHEN first IS NULL THEN ARRAY(CAST(-1 AS BIGINT)) ELSE"
            f" sequence(first DIV {width}, last DIV {width} + 1) END"
        )
        self._view(
            "spoken",
            "SELECT id AS version, actor, stem, explode(days) AS bucket FROM ("
            f" SELECT id, actor, explode(stems) AS stem, {days} AS days FROM ("
            " SELECT *, explode(actors) AS actor FROM version))",
        )
        self.session.sql(candidates.sql("spoken")).createOrReplaceTempView("by_actor")
        self._sql("relays").createOrReplaceTempView("by_relay")

    def joins(self) -> DataFrame:
        """Pairs of versions that are one statement, by their words or by what they say."""
        from pyspark import cloudpickle

        self.running.view("scored", "_stages/scored")
        texts = self.session.sql(
            "SELECT key, MIN(text) AS text FROM (SELECT a_key AS key, a_text AS text FROM scored"
            " WHERE finding IS NULL UNION ALL SELECT b_key, b_text FROM scored"
            " WHERE finding IS NULL) GROUP BY key"
        )
        setup = cloudpickle.dumps((sentences.encoded, sentences.encoder, None))
        points = self._spread(texts).mapInArrow(
            partial(claiming.pointed, setup), "key BIGINT, point BINARY"
        )
        kept = "_stages/points"
        self.running.stage(kept, mark_of(kept, self.mark), lambda: points)
        self.running.view("points", kept)
        asked = self.session.sql(
            "SELECT scored.a, scored.b, x.point AS a_point, y.point AS b_point FROM scored"
            " JOIN points AS x ON x.key = a_key JOIN points AS y ON y.key = b_key"
            " WHERE finding IS NULL"
        )
        by_words = self.session.sql(
            "SELECT one, other, finding FROM scored WHERE finding IS NOT NULL"
        )
        return by_words.union(asked.mapInArrow(claiming.asked, claiming.JOIN))

    def claims(self) -> DataFrame:
        """Claims with their voices and members."""
        found = self._read("joins")
        found.createOrReplaceTempView("joined")
        self.running.view("version", "_stages/numbered")
        self._read("versions").where("brief IS NULL").createOrReplaceTempView("statement")
        parts = self._components(found.select("one", "other"), "claims")
        parts.createOrReplaceTempView("linked")
        # A version of several articles is a claim also by itself.
        self._view(
            "part",
            "SELECT id, component FROM linked UNION ALL SELECT state, state FROM version"
            " LEFT ANTI JOIN linked ON linked.id = version.state WHERE several = 1",
        )
        nothing = "CAST(NULL AS STRING)"
        rows = self.session.sql(
            f"SELECT component, state, CAST(-1 AS BIGINT) AS place, brief, {nothing} AS said,"
            f" {nothing} AS beside, {nothing} AS finding"
            " FROM version JOIN part ON part.id = version.state UNION ALL"
            " SELECT component, state, place, NULL, said, beside, NULL"
            " FROM statement JOIN part ON part.id = statement.state UNION ALL"
            " SELECT component, one, -1, NULL, NULL, NULL, finding"
            " FROM joined JOIN part ON part.id = joined.one"
        )
        ordered = together(rows, "component", "state", "place")
        return ordered.mapInArrow(claiming.claimed, spark_schema(claiming.CLAIM_SCHEMA()))


def _rare(rows: str, cap: int) -> str:
    """SQL: the rows whose hash several have, but no more than `cap`: no others bring pairs."""
    return (
        f"SELECT {rows}.* FROM {rows} LEFT SEMI JOIN (SELECT hash FROM {rows} GROUP BY hash"
        f" HAVING COUNT(*) BETWEEN 2 AND {cap}) AS rare ON rare.hash = {rows}.hash"
    )
