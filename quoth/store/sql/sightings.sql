-- the actors of single articles: id, article, outlet, day, kind, name, role, statements
SELECT
  speaker.actor_id, article.id, article.outlet, article.published,
  speaker.kind, speaker.name, speaker.role, COUNT(*) AS statements
FROM speaker
JOIN statement ON statement.id = speaker.statement_id
JOIN article ON article.id = statement.article_id
WHERE article.superseded_by IS NULL
GROUP BY
  speaker.actor_id, article.id, article.outlet, article.published,
  speaker.kind, speaker.name, speaker.role
ORDER BY speaker.actor_id, speaker.name, speaker.role
