-- How many articles there are, and how many statements in them.
SELECT COUNT(*), COALESCE(SUM(size(statement)), 0)
FROM extracted
WHERE status <> 'failed' OR stage IS NOT NULL
