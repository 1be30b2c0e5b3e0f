-- Candidates of all kinds, each once and without those of which one lies inside the other, with
-- what holding them against each other takes.
SELECT pair.one, a.brief AS a, b.brief AS b
FROM (
  SELECT one, other FROM by_words
  UNION SELECT one, other FROM by_actor
  UNION SELECT one, other FROM by_relay
) AS pair
JOIN version AS a ON a.id = pair.one
JOIN version AS b ON b.id = pair.other
LEFT ANTI JOIN (
  SELECT within.state AS one, around.state AS other
  FROM statement AS within
  JOIN statement AS around ON around.statement_id = within.outer
  UNION ALL
  SELECT around.state, within.state
  FROM statement AS within
  JOIN statement AS around ON around.statement_id = within.outer
) AS nested ON nested.one = a.state AND nested.other = b.state
