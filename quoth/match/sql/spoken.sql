-- Pairs of versions by one actor, days apart at most, that have stems of telling words in common,
-- and how many. Every version stands in the bucket of its days and in the next, so that two within
-- bound.days meet in one. What an actor says bound.cell times in a bucket tells nothing.
-- The others are left out before the rows are paired: a famous name has a million such pairs.
WITH telling AS (
  SELECT spoken.version, spoken.actor, spoken.stem, spoken.bucket
  FROM spoken
  JOIN (
    SELECT spoken.actor, spoken.stem, spoken.bucket
    FROM spoken CROSS JOIN bound
    GROUP BY spoken.actor, spoken.stem, spoken.bucket, bound.cell
    HAVING COUNT(*) BETWEEN 2 AND bound.cell
  ) AS rare
    ON rare.actor = spoken.actor AND rare.stem = spoken.stem AND rare.bucket = spoken.bucket
)
SELECT pair.one, pair.other, pair.shared
FROM (
  SELECT a.version AS one, b.version AS other, COUNT(DISTINCT a.stem) AS shared
  FROM telling AS a
  JOIN telling AS b
    ON b.actor = a.actor AND b.stem = a.stem AND b.bucket = a.bucket AND a.version < b.version
  GROUP BY a.version, b.version
) AS pair
JOIN version AS x ON x.id = pair.one
JOIN version AS y ON y.id = pair.other
CROSS JOIN bound
WHERE x.fresh + y.fresh > 0
  AND (x.first IS NULL OR y.first IS NULL
    OR (y.first - x.last <= bound.days AND x.first - y.last <= bound.days))
  AND (pair.shared >= bound.stems OR x.short + y.short > 0)
ORDER BY pair.one, pair.other
