"""The folder itself: its stages, when one is done, and the file systems it may stand on."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError

if TYPE_CHECKING:
    import pyspark.sql

ABOUT = "_quoth.json"
"""What a table or stage was made of; Spark and DuckDB pass over names that begin so."""

SUCCESS = "_SUCCESS"
"""Spark's own sign that everything is written."""


def mark_of(*parts: Any) -> str:
    """sha-256 of what a stage depends on."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Folder:
    """A folder on any file system that Hadoop knows, through Spark's own Java."""

    def __init__(self, path: str, session: pyspark.sql.SparkSession):
        """Nothing is made here.

        Args:
            path: a directory of this machine, or "hdfs://…", "s3a://…", "gs://…".
            session: of Spark.
        """
        self.path = path.rstrip("/") or "/"
        self._session = session
        self._java = session.sparkContext._jvm

    def of(self, name: str) -> str:
        """The path of a table or stage."""
        return f"{self.path}/{name}"

    def check(self) -> None:
        """Raise a `UsageError` if the folder holds something else than results."""
        if not self._exists(self.path):
            return
        fs, path = self._at(self.path)
        if fs.getFileStatus(path).isFile():
            raise UsageError(f"{self.path} is a file", advice="name a folder for the results")
        names = [status.getPath().getName() for status in fs.listStatus(path)]
        if names and "_stages" not in names:
            raise UsageError(
                f"{self.path} holds something else than results of Quoth",
                advice="name an empty folder, or one that is not there yet",
            )

    def done(self, name: str, mark: str) -> bool:
        """Whether a stage is there, whole, and made of the same."""
        if not self._exists(f"{self.of(name)}/{SUCCESS}"):
            return False
        return self.about(name).get("mark") == mark

    def about(self, name: str) -> dict:
        """What was noted of a stage; empty if nothing was."""
        path = f"{self.of(name)}/{ABOUT}"
        if not self._exists(path):
            return {}
        fs, at = self._at(path)
        stream = fs.open(at)
        try:
            return json.loads(bytes(self._java.org.apache.commons.io.IOUtils.toByteArray(stream)))
        finally:
            stream.close()

    def write(self, frame: pyspark.sql.DataFrame, name: str, mark: str, *by: str, **about) -> None:
        """Write a table or stage in the place of what was there, and note what it was made of.

        Args:
            frame: its rows.
            name: of the table or stage.
            mark: what it depends on.
            *by: columns that folders are named after.
            **about: more to be noted.
        """
        writer = frame.write.mode("overwrite").option("compression", "zstd")
        (writer.partitionBy(*by) if by else writer).parquet(self.of(name))
        fs, at = self._at(f"{self.of(name)}/{ABOUT}")
        stream = fs.create(at, True)
        try:
            stream.write(bytearray(json.dumps({"mark": mark, **about}).encode()))
        finally:
            stream.close()

    def read(self, name: str) -> pyspark.sql.DataFrame:
        """A table or stage."""
        return self._session.read.parquet(self.of(name))

    def _exists(self, path: str) -> bool:
        fs, at = self._at(path)
        return fs.exists(at)

    def _at(self, path: str) -> tuple[Any, Any]:
        at = self._java.org.apache.hadoop.fs.Path(path)
        return at.getFileSystem(self._session.sparkContext._jsc.hadoopConfiguration()), at
