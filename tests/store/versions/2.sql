-- What an empty project file of version 2 holds; frozen.
CREATE TABLE input (
  path TEXT NOT NULL,
  format TEXT,
  fingerprint TEXT,
  status TEXT NOT NULL CHECK (status IN ('done', 'duplicate', 'skipped', 'failed')),
  stage TEXT,
  reason TEXT,
  advice TEXT,
  article_id TEXT REFERENCES article(id) ON DELETE CASCADE,
  PRIMARY KEY (path)
) WITHOUT ROWID;
CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  outlet TEXT,
  url TEXT,
  title TEXT,
  published TEXT,
  published_from TEXT,
  language TEXT,
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  model TEXT,
  superseded_by TEXT,
  UNIQUE (id)
);
CREATE TABLE author (
  article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE statement (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  mode TEXT NOT NULL CHECK (mode IN ('direct', 'indirect', 'mixed')),
  type TEXT NOT NULL CHECK (type IN ('assertion', 'belief', 'intention', 'demand', 'denial', 'question', 'decision', 'perception')),
  cue_start INTEGER,
  cue_end INTEGER,
  source_start INTEGER,
  source_end INTEGER,
  addressee_name TEXT,
  addressee_start INTEGER,
  addressee_end INTEGER,
  medium TEXT,
  said_on TEXT,
  nested_in TEXT,
  confidence REAL NOT NULL,
  ordinal INTEGER NOT NULL,
  UNIQUE (id)
);
CREATE TABLE content (
  statement_id TEXT NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (statement_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE speaker (
  statement_id TEXT NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'anonymous', 'outlet', 'author')),
  role TEXT,
  PRIMARY KEY (statement_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE link (
  statement_id TEXT NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'anonymous', 'outlet', 'author')),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (statement_id, ordinal)
) WITHOUT ROWID;
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
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  quoth TEXT NOT NULL,
  model TEXT NOT NULL,
  inputs TEXT NOT NULL
);
CREATE TABLE joined (version TEXT NOT NULL);
CREATE VIRTUAL TABLE article_search USING fts5(
  title, text, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_search USING fts5(
  content, source, cue, speakers, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX input_article ON input (article_id);
CREATE INDEX input_fingerprint ON input (fingerprint);
CREATE INDEX statement_article ON statement (article_id, ordinal);
CREATE VIRTUAL TABLE actor_search USING fts5(
  names, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX speaker_actor ON speaker (actor_id);
CREATE INDEX appearance_id ON appearance (id);
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
PRAGMA application_id = 1364545364;
PRAGMA user_version = 2;
