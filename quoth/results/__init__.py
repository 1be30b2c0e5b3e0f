"""A folder of results: what a pipeline on Spark gives, as partitioned Parquet.

    DIR/input/…                      what became of each input
    DIR/article/month=2024-05/…      articles with their texts; author, capture beside them
    DIR/statement/month=2024-05/…    statements; content, speaker, link, ground beside them
    DIR/_stages/…                    what a stage hands to the next, and what it was made of

The columns are those of the project's tables (`quoth/schema/`), without what only one file
knows. `quoth load` brings a slice into a project; DuckDB reads the folder as it is.
"""

from __future__ import annotations
