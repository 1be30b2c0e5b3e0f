-- What was found, with the part in which it is decided what is told, and what has a say in it
-- besides: values that some article tells as an earlier and a later one, figures whose voice gave
-- another value on another day, and the events of both articles.
SELECT part.component, found.*, updated.low IS NOT NULL AS updated, a.days AS a_days,
  b.days AS b_days, mine.event_id AS one_event, theirs.event_id AS other_event
FROM found
JOIN part ON part.id = found.ties[0]
LEFT JOIN (SELECT DISTINCT low, high FROM (SELECT inline(updates) FROM heard)) AS updated
  ON updated.low = found.low AND updated.high = found.high
LEFT JOIN corrected AS a ON a.place = found.a_place
LEFT JOIN corrected AS b ON b.place = found.b_place
LEFT JOIN heard AS mine ON mine.article_id = found.one
LEFT JOIN heard AS theirs ON theirs.article_id = found.other
