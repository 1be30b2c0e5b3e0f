-- Articles on which a worker died or was ended: their inputs are failed, and keep no article.
SELECT first.same
FROM first
JOIN extracted ON extracted.article_id = first.article_id
WHERE extracted.status = 'failed' AND extracted.stage IS NULL
