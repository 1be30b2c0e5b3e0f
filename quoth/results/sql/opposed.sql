-- Pairs of passages of two articles, the earlier one's first, that have a key in common and are of
-- its opposed poles, whose days are not fewer than those between the articles; with what holding
-- them against each other takes. What meets by the key of a denial (kind 1) must differ in the side
-- that it takes or in what it says besides.
-- Of a key that more than `most` articles have (`bound`), two meet that have at most so many
-- between them, of the one pole or of the other (quoth/compare/conflicts/meeting.py). Rows meet by
-- the part of the order in which they stand, or the one next to it, so that no key is squared.
WITH entry AS (
  SELECT article_id, published, day, counted, at, side, says, inline(keys)
  FROM passage
),
several AS (
  SELECT channel, COUNT(*) > MAX(bound.most) AS crowded
  FROM entry
  CROSS JOIN bound
  GROUP BY channel
  HAVING MIN(article_id) <> MAX(article_id) AND (MAX(pole) = 0 OR MIN(pole) <> MAX(pole))
),
own AS (
  SELECT entry.*,
    DENSE_RANK() OVER (
      PARTITION BY entry.channel, entry.pole
      ORDER BY entry.day NULLS FIRST, entry.published IS NOT NULL,
        COALESCE(entry.published, ''), entry.article_id
    ) AS place
  FROM entry
  JOIN several ON several.channel = entry.channel AND several.crowded
),
shared AS (
  SELECT entry.*, false AS crowded, 0 AS firsts, 0 AS seconds
  FROM entry
  JOIN several ON several.channel = entry.channel AND NOT several.crowded
  UNION ALL
  SELECT article_id, published, day, counted, at, side, says, kind, days, channel, pole,
    opposite, true AS crowded,
    COALESCE(MAX(CASE WHEN pole <> 2 THEN place END) OVER upto, 0) AS firsts,
    COALESCE(MAX(CASE WHEN pole <> 1 THEN place END) OVER upto, 0) AS seconds
  FROM own
  WINDOW upto AS (
    PARTITION BY channel
    ORDER BY day NULLS FIRST, published IS NOT NULL, COALESCE(published, ''), article_id
  )
),
parted AS (
  SELECT shared.*, bound.most,
    firsts DIV (bound.most + 1) AS among_firsts, seconds DIV (bound.most + 1) AS among_seconds
  FROM shared
  CROSS JOIN bound
),
one AS (
  SELECT parted.*, inline(
    CASE WHEN crowded AND pole > 0
      THEN ARRAY(STRUCT(1 AS of, among_firsts AS part), STRUCT(2 AS of, among_seconds AS part))
      ELSE ARRAY(STRUCT(1 AS of, among_firsts AS part))
    END
  )
  FROM parted
),
other AS (
  SELECT parted.*, inline(
    CASE
      WHEN crowded AND pole > 0 THEN ARRAY(
        STRUCT(1 AS of, among_firsts - 1 AS part), STRUCT(1 AS of, among_firsts AS part),
        STRUCT(1 AS of, among_firsts + 1 AS part), STRUCT(2 AS of, among_seconds - 1 AS part),
        STRUCT(2 AS of, among_seconds AS part), STRUCT(2 AS of, among_seconds + 1 AS part)
      )
      WHEN crowded THEN ARRAY(
        STRUCT(1 AS of, among_firsts - 1 AS part), STRUCT(1 AS of, among_firsts AS part),
        STRUCT(1 AS of, among_firsts + 1 AS part)
      )
      ELSE ARRAY(STRUCT(1 AS of, among_firsts AS part))
    END
  )
  FROM parted
),
pair AS (
  SELECT a.article_id AS one, b.article_id AS other, a.counted, a.at AS a_at, b.at AS b_at,
    collect_set(a.kind) AS kinds
  FROM one AS a
  JOIN other AS b
    ON b.channel = a.channel AND b.pole = a.opposite AND b.of = a.of AND b.part = a.part
  WHERE STRUCT(a.published IS NOT NULL, COALESCE(a.published, ''), a.article_id)
    < STRUCT(b.published IS NOT NULL, COALESCE(b.published, ''), b.article_id)
    AND (a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= a.days)
    AND (a.kind <> 1 OR a.side <> b.side OR a.says <> b.says)
    AND LEAST(ABS(a.firsts - b.firsts), ABS(a.seconds - b.seconds)) <= a.most
  GROUP BY a.article_id, b.article_id, a.counted, a.at, b.at
)
SELECT pair.*, a.month, a.passage AS a, b.passage AS b,
  CASE WHEN pair.counted = 1 THEN a.stated END AS a_stated,
  CASE WHEN pair.counted = 1 THEN b.stated END AS b_stated
FROM pair
JOIN passage AS a ON a.article_id = pair.one AND a.counted = pair.counted AND a.at = pair.a_at
JOIN passage AS b ON b.article_id = pair.other AND b.counted = pair.counted AND b.at = pair.b_at
