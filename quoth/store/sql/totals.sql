-- one row: articles, superseded, statements, nested, first day, last day, undated
SELECT * FROM (
  SELECT
    COUNT(CASE WHEN superseded_by IS NULL THEN 1 END) AS articles,
    COUNT(superseded_by) AS superseded
  FROM article
) AS of_articles
CROSS JOIN (
  SELECT SUM(n) AS statements, SUM(nested) AS nested FROM (
    SELECT COUNT(*) AS n, COUNT(nested_in) AS nested FROM statement
    UNION ALL
    SELECT -COUNT(*), -COUNT(nested_in) FROM statement
    WHERE article_id IN (SELECT id FROM article WHERE superseded_by IS NOT NULL)
  ) AS parts
) AS of_statements
CROSS JOIN (
  SELECT
    MIN(SUBSTR(published, 1, 10)) AS first_day,
    MAX(SUBSTR(published, 1, 10)) AS last_day,
    COUNT(CASE WHEN published IS NULL THEN 1 END) AS undated
  FROM article
  WHERE superseded_by IS NULL
) AS of_dates
