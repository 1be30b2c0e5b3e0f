-- For people and other programs; Quoth itself reads the tables.
CREATE VIEW said AS
SELECT
  statement.id,
  article.outlet,
  substr(article.published, 1, 10) AS published,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM speaker WHERE statement_id = statement.id ORDER BY ordinal)) AS speakers,
  substr(article.text, source_start + 1, source_end - source_start) AS source,
  substr(article.text, cue_start + 1, cue_end - cue_start) AS cue,
  (SELECT group_concat(piece, ' ') FROM
    (SELECT substr(article.text, span_start + 1, span_end - span_start) AS piece
     FROM content WHERE statement_id = statement.id ORDER BY ordinal)) AS content,
  statement.mode,
  statement.type,
  statement.confidence,
  statement.nested_in,
  article.id AS article_id,
  article.title,
  article.path
FROM statement JOIN article ON article.id = statement.article_id
WHERE article.superseded_by IS NULL
ORDER BY article.id, statement.ordinal;

-- An actor under the name that statements use most (then the first in the alphabet).
CREATE VIEW actor AS
SELECT actor_id AS id, kind, name, statements
FROM (
  SELECT
    actor_id, kind, name,
    SUM(COUNT(*)) OVER (PARTITION BY actor_id) AS statements,
    ROW_NUMBER() OVER (PARTITION BY actor_id ORDER BY COUNT(*) DESC, name, kind) AS place
  FROM speaker
  JOIN statement ON statement.id = speaker.statement_id
  JOIN article ON article.id = statement.article_id
  WHERE article.superseded_by IS NULL
  GROUP BY actor_id, kind, name
)
WHERE place = 1;
