-- Current articles in a language that is read, with what comparing takes besides: their figures,
-- who their speakers are across articles, the text that one took its own from, its event, and the
-- claims of its statements.
SELECT whole.*, facts.figure, voice.known, source.text AS source, happening.event_id, stood.claims
FROM whole
JOIN facts ON facts.article_id = whole.article[0].id AND facts.readable = 1
LEFT JOIN (
  SELECT spoke.article_id,
    collect_set(STRUCT(spoke.actor_id AS speaker, actor.id, actor.name)) AS known
  FROM (
    SELECT article_id, inline(speaker)
    FROM (SELECT article[0].id AS article_id, speaker FROM whole)
  ) AS spoke
  JOIN appearance ON appearance.id = spoke.actor_id
  JOIN actor ON actor.id = appearance.actor_id
  GROUP BY spoke.article_id
) AS voice ON voice.article_id = whole.article[0].id
LEFT JOIN (
  SELECT taken.article_id, printed.text
  FROM (
    SELECT article_id, MAX(STRUCT(share, of_article_id)) AS most FROM copy GROUP BY article_id
  ) AS taken
  JOIN printed ON printed.article_id = taken.most.of_article_id
) AS source ON source.article_id = whole.article[0].id
LEFT JOIN happening ON happening.article_id = whole.article[0].id
LEFT JOIN (
  SELECT article_id, collect_set(STRUCT(statement_id, claim_id)) AS claims
  FROM member
  GROUP BY article_id
) AS stood ON stood.article_id = whole.article[0].id
