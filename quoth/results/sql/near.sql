-- Pairs of articles, days apart at most, with the cosine of their words. A word that more articles
-- of these days have than bound.common brings no pair together; it is left out before any is made.
-- The sum is taken in the order of the first one's text: so it is the same number on every machine.
WITH step AS (SELECT explode(sequence(0, MAX(days))) AS day FROM bound),
lately AS (
  SELECT daily.day - step.day AS day, daily.word, SUM(daily.articles) AS articles
  FROM (SELECT day, word, COUNT(*) AS articles FROM vector GROUP BY day, word) AS daily
  CROSS JOIN step
  GROUP BY daily.day - step.day, daily.word
),
rare AS (
  SELECT lately.day, lately.word
  FROM lately CROSS JOIN bound
  WHERE lately.articles BETWEEN 2 AND bound.common
)
SELECT one, other,
  aggregate(
    sort_array(collect_list(STRUCT(place, product))), CAST(0 AS DOUBLE),
    (total, term) -> total + term.product
  ) AS cosine
FROM (
  SELECT a.article_id AS one, b.article_id AS other, a.place, a.value * b.value AS product
  FROM (
    SELECT vector.* FROM vector JOIN rare ON rare.day = vector.day AND rare.word = vector.word
  ) AS a
  JOIN (
    SELECT vector.*, vector.day - step.day AS begin FROM vector CROSS JOIN step
  ) AS b ON b.begin = a.day AND b.word = a.word
  WHERE STRUCT(a.day, a.article_id) < STRUCT(b.day, b.article_id)
)
GROUP BY one, other
