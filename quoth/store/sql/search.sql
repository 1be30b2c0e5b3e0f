-- Full-text indexes without a copy of the text: what was indexed is found again in the record.
-- rowid is the row's number; accents and case do not count.
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
