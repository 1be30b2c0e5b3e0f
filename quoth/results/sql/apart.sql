-- The articles of the keys that more than `most` have (`bound`), with pole, day and reach of each:
-- what counting takes of those that are left out.
WITH entry AS (
  SELECT DISTINCT article_id, published, day, channel, pole, days
  FROM (SELECT article_id, published, day, inline(keys) FROM passage)
)
SELECT entry.*
FROM entry
JOIN (
  SELECT entry.channel FROM entry CROSS JOIN bound GROUP BY channel HAVING COUNT(*) > MAX(most)
) AS several ON several.channel = entry.channel
