-- one row: articles, superseded, statements, nested, actors, first day, last day, undated
SELECT * FROM (
  SELECT
    COUNT(CASE WHEN superseded_by IS NULL THEN 1 END) AS articles,
    COUNT(superseded_by) AS superseded
  FROM article
) AS of_articles
CROSS JOIN (
  SELECT COUNT(*) AS statements, COUNT(nested_in) AS nested
  FROM statement JOIN article ON article.id = statement.article_id
  WHERE superseded_by IS NULL
) AS of_statements
CROSS JOIN (
  SELECT COUNT(DISTINCT COALESCE(appearance.actor_id, speaker.actor_id)) AS actors
  FROM speaker
  JOIN statement ON statement.id = speaker.statement_id
  JOIN article ON article.id = statement.article_id
  LEFT JOIN appearance ON appearance.id = speaker.actor_id
  WHERE superseded_by IS NULL
) AS of_actors
CROSS JOIN (
  SELECT
    MIN(SUBSTRING(published, 1, 10)) AS first_day,
    MAX(SUBSTRING(published, 1, 10)) AS last_day,
    COUNT(CASE WHEN published IS NULL THEN 1 END) AS undated
  FROM article
  WHERE superseded_by IS NULL
) AS of_dates
