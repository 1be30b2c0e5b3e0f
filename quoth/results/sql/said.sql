-- Statements of current articles with their voices, with where their article's text comes from
-- in the end, and with its event.
SELECT printed.wording, printed.said, printed.print, voice.actors, printed.published,
  root.root, source.outlet AS root_outlet, happening.event_id
FROM (SELECT article_id, published, inline(said) FROM printed) AS printed
LEFT JOIN (
  SELECT spoke.statement_id, collect_set(STRUCT(actor.id, actor.name, actor.kind)) AS actors
  FROM (SELECT inline(speakers) FROM printed) AS spoke
  JOIN appearance ON appearance.id = spoke.id
  JOIN actor ON actor.id = appearance.actor_id
  WHERE actor.kind <> 'anonymous'
  GROUP BY spoke.statement_id
) AS voice ON voice.statement_id = printed.statement_id
LEFT JOIN root ON root.article_id = printed.article_id
LEFT JOIN printed AS source ON source.article_id = root.root
LEFT JOIN happening ON happening.article_id = printed.article_id
