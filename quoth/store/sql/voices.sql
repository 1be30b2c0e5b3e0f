-- one row: how many actors there are; those of single articles where they are not joined yet
SELECT COUNT(DISTINCT COALESCE(appearance.actor_id, speaker.actor_id)) AS actors
FROM speaker
JOIN statement ON statement.id = speaker.statement_id
JOIN article ON article.id = statement.article_id
LEFT JOIN appearance ON appearance.id = speaker.actor_id
WHERE superseded_by IS NULL
