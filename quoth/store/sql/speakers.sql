-- id, name, kind, statements of every actor, the most heard first. Where the actors of articles
-- are not joined yet, each stands for itself, under the name that statements use most, then the
-- first in the alphabet.
SELECT actor_id, name, kind, statements FROM (
  SELECT
    actor_id, name, kind,
    SUM(uses) OVER (PARTITION BY actor_id) AS statements,
    ROW_NUMBER() OVER (PARTITION BY actor_id ORDER BY uses DESC, name, kind) AS place
  FROM (
    SELECT
      COALESCE(actor.id, speaker.actor_id) AS actor_id,
      COALESCE(actor.name, speaker.name) AS name,
      COALESCE(actor.kind, speaker.kind) AS kind,
      COUNT(*) AS uses
    FROM speaker
    JOIN statement ON statement.id = speaker.statement_id
    JOIN article ON article.id = statement.article_id
    LEFT JOIN appearance ON appearance.id = speaker.actor_id
    LEFT JOIN actor ON actor.id = appearance.actor_id
    WHERE superseded_by IS NULL
    GROUP BY
      COALESCE(actor.id, speaker.actor_id),
      COALESCE(actor.name, speaker.name),
      COALESCE(actor.kind, speaker.kind)
  ) AS uses
) AS named
WHERE place = 1
ORDER BY statements DESC, name, actor_id
LIMIT 10
