-- The current articles with all that was found in them.
SELECT first.month, first.article, first.author,
  extracted.statement, extracted.content, extracted.speaker, extracted.link
FROM first
JOIN extracted ON extracted.article_id = first.article_id
LEFT ANTI JOIN lost ON lost.same = first.same
LEFT ANTI JOIN superseded ON superseded.id = first.article_id
