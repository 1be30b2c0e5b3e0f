-- id, name, kind, statements of every actor, the most heard first; an actor has the name that
-- statements use most, then the first in the alphabet
SELECT actor_id, name, kind, statements FROM (
  SELECT
    actor_id, name, kind,
    SUM(uses) OVER (PARTITION BY actor_id) AS statements,
    ROW_NUMBER() OVER (PARTITION BY actor_id ORDER BY uses DESC, name, kind) AS place
  FROM (
    SELECT actor_id, name, speaker.kind AS kind, COUNT(*) AS uses
    FROM speaker
    JOIN statement ON statement.id = speaker.statement_id
    JOIN article ON article.id = statement.article_id
    WHERE superseded_by IS NULL
    GROUP BY actor_id, name, speaker.kind
  ) AS uses
) AS named
WHERE place = 1
ORDER BY statements DESC, name, actor_id
LIMIT 10
