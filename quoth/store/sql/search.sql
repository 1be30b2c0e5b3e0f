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
-- With the role in it: the roles of who is much heard are told without a look at each statement.
CREATE INDEX speaker_role ON speaker (actor_id, role) WHERE role IS NOT NULL;
CREATE INDEX appearance_id ON appearance (id);
-- Judgements are only ever added: who errs adds an undo.
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted: undo it'); END;
CREATE TRIGGER judgement_is_final BEFORE UPDATE ON judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never changed: undo it'); END;
CREATE TRIGGER judgement_is_not_replaced BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'there is a judgement with this id'); END;
CREATE TRIGGER saved_stays BEFORE DELETE ON saved
BEGIN SELECT RAISE(ABORT, 'a saved search is removed by a row that says so'); END;
CREATE TRIGGER saved_is_final BEFORE UPDATE ON saved
BEGIN SELECT RAISE(ABORT, 'what was done about a saved search is never changed'); END;
CREATE INDEX judgement_article ON judgement (article);
CREATE INDEX judgement_page ON judgement (page) WHERE page IS NOT NULL;
CREATE INDEX judgement_undoes ON judgement (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX standing_article ON standing (article_id);
CREATE INDEX standing_statement ON standing (statement_id);
CREATE INDEX article_superseded ON article (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX article_page ON article (page) WHERE page IS NOT NULL;
CREATE INDEX capture_article ON capture (article_id);
CREATE UNIQUE INDEX article_order
ON article (published IS NULL, published DESC, id, outlet, superseded_by);
