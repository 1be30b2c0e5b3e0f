-- subject, value, count; the largest first. Statements of superseded articles are taken off again:
-- looking up the article of each of a million statements would take longer than all the rest.
SELECT subject, value, SUM(n) AS number FROM (
  SELECT 'status' AS subject, status AS value, COUNT(*) AS n FROM input GROUP BY status
  UNION ALL
  SELECT 'reason', reason, COUNT(*) FROM input WHERE status IN ('skipped', 'failed') GROUP BY reason
  UNION ALL
  SELECT 'outlet', COALESCE(outlet, ''), COUNT(*) FROM article
  WHERE superseded_by IS NULL GROUP BY outlet
  UNION ALL
  SELECT 'language', COALESCE(language, ''), COUNT(*) FROM article
  WHERE superseded_by IS NULL GROUP BY language
  UNION ALL
  SELECT 'mode', mode, COUNT(*) FROM statement GROUP BY mode
  UNION ALL
  SELECT 'mode', mode, -COUNT(*) FROM statement
  WHERE article_id IN (SELECT id FROM article WHERE superseded_by IS NOT NULL) GROUP BY mode
  UNION ALL
  SELECT 'type', type, COUNT(*) FROM statement GROUP BY type
  UNION ALL
  SELECT 'type', type, -COUNT(*) FROM statement
  WHERE article_id IN (SELECT id FROM article WHERE superseded_by IS NOT NULL) GROUP BY type
) AS every
GROUP BY subject, value
HAVING SUM(n) > 0
ORDER BY subject, number DESC, value
