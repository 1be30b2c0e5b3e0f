-- Pairs of articles, days apart at most, that have rows of telling words in common, and how many.
SELECT a.article AS one, b.article AS other, COUNT(*) AS shared
FROM print AS a
JOIN print AS b ON b.hash = a.hash AND a.article < b.article
JOIN article AS x ON x.id = a.article
JOIN article AS y ON y.id = b.article
CROSS JOIN bound
WHERE x.fresh + y.fresh > 0
  AND (x.day IS NULL OR y.day IS NULL
    OR (y.day - x.day <= bound.days AND x.day - y.day <= bound.days))
GROUP BY a.article, b.article, bound.rows
HAVING COUNT(*) >= bound.rows
ORDER BY one, other
