-- Pairs of versions that have telling words in a row in common, and how many such rows.
SELECT pair.one, pair.other, pair.shared
FROM (
  SELECT a.version AS one, b.version AS other, COUNT(*) AS shared
  FROM shingle AS a
  JOIN shingle AS b ON b.hash = a.hash AND a.version < b.version
  GROUP BY a.version, b.version
) AS pair
JOIN version AS x ON x.id = pair.one
JOIN version AS y ON y.id = pair.other
CROSS JOIN bound
WHERE x.fresh + y.fresh > 0
  AND (
    pair.shared >= bound.far
    OR x.first IS NULL OR y.first IS NULL
    OR (y.first - x.last <= bound.days AND x.first - y.last <= bound.days)
  )
ORDER BY pair.one, pair.other
