-- Who bears a name of one word, and in what share of the articles that write it out: one row for
-- each word and group.
SELECT
  bearer.word, bearer.person, bearer.surname, bearer.articles,
  SUM(bearer.articles) OVER (PARTITION BY bearer.word, bearer.surname) AS of_all
FROM (
  SELECT word, person, surname, COUNT(DISTINCT article) AS articles
  FROM borne GROUP BY word, person, surname
) AS bearer
WHERE bearer.word IN (SELECT word FROM wanted)
ORDER BY bearer.word, bearer.surname DESC, bearer.articles DESC, bearer.person
