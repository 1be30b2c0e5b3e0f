-- Articles that have a day with their words in the order of the text, and how many have each word.
SELECT printed.article_id, printed.day, sort_array(
    collect_list(STRUCT(printed.place, printed.word, printed.weight, known.count))
  ) AS words
FROM (
  SELECT article_id, day, place, found.word, found.weight
  FROM (SELECT article_id, day, posexplode(words) AS (place, found) FROM printed)
  WHERE day IS NOT NULL
) AS printed
JOIN (
  SELECT word, COUNT(*) AS count
  FROM (SELECT inline(words) FROM printed WHERE day IS NOT NULL)
  GROUP BY word
) AS known ON known.word = printed.word
GROUP BY printed.article_id, printed.day
