-- Pairs of names that may be one person's: both are in one block (a surname, or all letters of the
-- name, as their skeletons have it). With each pair the telling words that their roles share, the
-- articles in which both are seen, and how many people the block holds.
WITH pair AS (
  SELECT a.person AS one, b.person AS other, MIN(a.block) AS block
  FROM block AS a JOIN block AS b ON a.block = b.block AND a.person < b.person
  GROUP BY a.person, b.person
)
SELECT
  pair.one, pair.other, pair.block,
  COALESCE(shared.words, 0) AS words,
  COALESCE(together.articles, 0) AS articles,
  size.people
FROM pair
LEFT JOIN (
  SELECT pair.one, pair.other, COUNT(*) AS words
  FROM pair
  JOIN held AS a ON a.person = pair.one
  JOIN held AS b ON b.person = pair.other AND b.word = a.word
  GROUP BY pair.one, pair.other
) AS shared ON shared.one = pair.one AND shared.other = pair.other
LEFT JOIN (
  SELECT pair.one, pair.other, COUNT(*) AS articles
  FROM pair
  JOIN seen AS a ON a.person = pair.one
  JOIN seen AS b ON b.person = pair.other AND b.article = a.article
  GROUP BY pair.one, pair.other
) AS together ON together.one = pair.one AND together.other = pair.other
JOIN (
  SELECT block, COUNT(*) AS people FROM block GROUP BY block
) AS size ON size.block = pair.block
ORDER BY pair.one, pair.other
