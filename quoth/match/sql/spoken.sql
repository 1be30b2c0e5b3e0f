-- Pairs of versions by one actor, days apart at most, that have stems of telling words in common,
-- and how many. Every version stands in the bucket of its days and in the next, so that two within
-- bound.days meet in one. What an actor says bound.cell times in a bucket tells nothing.
SELECT pair.one, pair.other, pair.shared
FROM (
  SELECT a.version AS one, b.version AS other, COUNT(DISTINCT a.stem) AS shared
  FROM spoken AS a
  JOIN spoken AS b
    ON b.actor = a.actor AND b.stem = a.stem AND b.bucket = a.bucket AND a.version < b.version
  JOIN (
    SELECT spoken.actor, spoken.stem, spoken.bucket
    FROM spoken CROSS JOIN bound
    GROUP BY spoken.actor, spoken.stem, spoken.bucket, bound.cell
    HAVING COUNT(*) BETWEEN 2 AND bound.cell
  ) AS rare ON rare.actor = a.actor AND rare.stem = a.stem AND rare.bucket = a.bucket
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
