-- From version 1 to version 2. Frozen: it is what version 2 was, whatever quoth/schema.py says now.
DROP VIEW actor;
CREATE TABLE ground (
  statement_id TEXT NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('speakers', 'chain', 'addressee', 'medium', 'said_on')),
  reason TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (statement_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE actor (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'anonymous', 'outlet', 'author')),
  known_as TEXT,
  statements INTEGER NOT NULL,
  UNIQUE (id)
);
CREATE TABLE alias (
  actor_id TEXT NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  statements INTEGER NOT NULL,
  PRIMARY KEY (actor_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE appearance (
  actor_id TEXT NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  score REAL NOT NULL,
  decided TEXT NOT NULL CHECK (decided IN ('rules', 'names', 'wikidata', 'person')),
  reason TEXT,
  PRIMARY KEY (actor_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE listed (
  origin TEXT NOT NULL CHECK (origin IN ('names', 'wikidata')),
  entry TEXT NOT NULL,
  alias TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('person', 'organization', 'group', 'document', 'anonymous', 'outlet', 'author')),
  known_as TEXT,
  PRIMARY KEY (origin, entry, alias)
) WITHOUT ROWID;
CREATE TABLE joined (version TEXT NOT NULL);
CREATE VIRTUAL TABLE actor_search USING fts5(
  names, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX appearance_id ON appearance (id);
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
