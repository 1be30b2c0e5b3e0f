-- subject, value, count; the largest first
SELECT subject, value, COUNT(*) AS n FROM (
  SELECT 'status' AS subject, status AS value FROM input
  UNION ALL
  SELECT 'reason', reason FROM input WHERE status IN ('skipped', 'failed')
  UNION ALL
  SELECT 'outlet', COALESCE(outlet, '') FROM article WHERE superseded_by IS NULL
  UNION ALL
  SELECT 'language', COALESCE(language, '') FROM article WHERE superseded_by IS NULL
  UNION ALL
  SELECT 'mode', mode
  FROM statement JOIN article ON article.id = statement.article_id
  WHERE superseded_by IS NULL
  UNION ALL
  SELECT 'type', type
  FROM statement JOIN article ON article.id = statement.article_id
  WHERE superseded_by IS NULL
) AS every
GROUP BY subject, value
ORDER BY subject, n DESC, value
