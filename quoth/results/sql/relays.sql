-- Pairs of versions by one actor, of which one names the other's outlet as where it has the words
-- from; with a stem in common and bound.relay days apart at most.
SELECT DISTINCT LEAST(a.id, b.id) AS one, GREATEST(a.id, b.id) AS other
FROM (
  SELECT id, actor, first, last, stems, explode(names) AS outlet
  FROM (SELECT *, explode(actors) AS actor FROM version)
) AS a
JOIN (
  SELECT id, actor, first, last, stems, explode(outlets) AS outlet
  FROM (SELECT *, explode(actors) AS actor FROM version)
) AS b ON b.actor = a.actor AND b.outlet = a.outlet
CROSS JOIN bound
WHERE a.id <> b.id
  AND (CASE WHEN a.id < b.id THEN b.first - a.last ELSE a.first - b.last END <= bound.relay
    OR a.last IS NULL OR b.first IS NULL OR a.first IS NULL OR b.last IS NULL)
  AND arrays_overlap(a.stems, b.stems)
