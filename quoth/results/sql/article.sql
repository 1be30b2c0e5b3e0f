-- Articles with the version of the model that their statements are of; empty if they failed.
SELECT texts.* EXCEPT (model), extracted.model
FROM texts
LEFT JOIN (SELECT article_id, model FROM extracted) AS extracted
  ON extracted.article_id = texts.id
