-- Pairs of passages of two articles, the earlier one's first, that have a key in common whose days
-- are not fewer than those between the articles; with what holding them against each other takes.
-- Of clauses (kinds 0 and 1) only those that differ in the side that they take or in what they say.
WITH shared AS (
  SELECT spread.*
  FROM (
    SELECT article_id, published, day, counted, at, side, says, inline(keys)
    FROM passage
  ) AS spread
  LEFT SEMI JOIN (
    SELECT key
    FROM (SELECT article_id, inline(keys) FROM passage)
    GROUP BY key
    HAVING MIN(article_id) <> MAX(article_id)
  ) AS several ON several.key = spread.key
),
pair AS (
  SELECT a.article_id AS one, b.article_id AS other, a.counted, a.at AS a_at, b.at AS b_at,
    collect_set(a.kind) AS kinds
  FROM shared AS a
  JOIN shared AS b ON b.key = a.key
  WHERE STRUCT(a.published IS NOT NULL, COALESCE(a.published, ''), a.article_id)
    < STRUCT(b.published IS NOT NULL, COALESCE(b.published, ''), b.article_id)
    AND (a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= a.days)
    AND (a.kind > 1 OR a.side <> b.side OR a.says <> b.says)
  GROUP BY a.article_id, b.article_id, a.counted, a.at, b.at
)
SELECT pair.*, a.month, a.passage AS a, b.passage AS b,
  CASE WHEN pair.counted = 1 THEN a.stated END AS a_stated,
  CASE WHEN pair.counted = 1 THEN b.stated END AS b_stated
FROM pair
JOIN passage AS a ON a.article_id = pair.one AND a.counted = pair.counted AND a.at = pair.a_at
JOIN passage AS b ON b.article_id = pair.other AND b.counted = pair.counted AND b.at = pair.b_at
