-- What matching remembers, so that ten new articles need not be held against each other's ten
-- thousand anew. Any of it may be dropped: it is made again. Numbers are BLAKE2b, as quoth/match has
-- them.
CREATE TABLE fingerprint (
  article_id TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  payload BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE held (kind TEXT NOT NULL, state INTEGER NOT NULL, PRIMARY KEY (kind, state)) WITHOUT ROWID;
CREATE TABLE likeness (
  kind TEXT NOT NULL,
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  finding TEXT NOT NULL,
  PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;
CREATE TABLE point (key INTEGER PRIMARY KEY, payload BLOB NOT NULL);
CREATE INDEX member_statement ON member (statement_id);
CREATE INDEX member_article ON member (article_id);
CREATE INDEX coding_statement ON coding (statement_id);
CREATE INDEX happening_article ON happening (article_id);
CREATE INDEX copy_of ON copy (of_article_id);
-- Lists of conflicts begin with the surest; disputes are followed from words to the same words, and
-- what a new article brought is found by it. With the kind in it: kinds are counted in it alone.
CREATE INDEX conflict_order ON conflict (confidence DESC, id, kind);
CREATE INDEX conflict_a ON conflict (a_article_id, a_start);
CREATE INDEX conflict_b ON conflict (b_article_id, b_start);
-- The different names of voices: 0.02 s of 100,000 conflicts, 0.15 s without these.
CREATE INDEX conflict_a_who ON conflict (a_who);
CREATE INDEX conflict_b_who ON conflict (b_who);
