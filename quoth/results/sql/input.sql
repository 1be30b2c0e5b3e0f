-- What became of each input, each path once: the first one delivers an article, the others are
-- duplicates of it. A document that nobody could finish has no article, as on one machine.
SELECT given.file_no, given.doc_no, given.path, given.format, given.fingerprint,
  CASE WHEN first.path IS NULL THEN given.status
    WHEN lost.same IS NOT NULL THEN 'failed'
    WHEN first.path <> given.path THEN 'duplicate' ELSE extracted.status END AS status,
  CASE WHEN first.path IS NULL THEN given.stage
    WHEN lost.same IS NOT NULL THEN NULL
    WHEN first.path <> given.path THEN 'read' ELSE extracted.stage END AS stage,
  CASE WHEN first.path IS NULL THEN given.reason
    WHEN lost.same IS NOT NULL THEN extracted.reason
    WHEN first.path <> given.path THEN 'the same article as ' || first.path
    ELSE extracted.reason END AS reason,
  CASE WHEN first.path IS NULL THEN given.advice
    WHEN lost.same IS NOT NULL THEN extracted.advice
    WHEN first.path <> given.path THEN NULL ELSE extracted.advice END AS advice,
  CASE WHEN lost.same IS NULL THEN first.article_id END AS article_id
FROM (
  SELECT file_no, doc_no, same, inline(input)
  FROM read
) AS given
JOIN (
  SELECT MIN(STRUCT(file_no, doc_no)) AS place FROM read GROUP BY path
) AS once ON once.place.file_no = given.file_no AND once.place.doc_no = given.doc_no
LEFT JOIN first ON first.same = given.same
LEFT JOIN extracted ON extracted.article_id = first.article_id
LEFT JOIN lost ON lost.same = given.same
