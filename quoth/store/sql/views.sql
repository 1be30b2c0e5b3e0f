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

-- Who makes a statement: the speakers' actors across articles, each with its role in that article.
CREATE VIEW speaks AS
SELECT
  actor.id AS actor_id,
  actor.name,
  actor.kind,
  speaker.name AS called,
  speaker.role,
  statement.id AS statement_id,
  article.id AS article_id,
  article.outlet,
  substr(article.published, 1, 10) AS published
FROM actor
JOIN appearance ON appearance.actor_id = actor.id
JOIN speaker ON speaker.actor_id = appearance.id
JOIN statement ON statement.id = speaker.statement_id
JOIN article ON article.id = statement.article_id
WHERE article.superseded_by IS NULL;
