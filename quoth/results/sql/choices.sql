-- Current articles with who their speakers are across articles, and the claims of their statements
-- with the number of sources that each has come from.
SELECT whole.*, voice.known, stood.claims
FROM whole
LEFT JOIN (
  SELECT spoke.article_id, collect_set(STRUCT(spoke.actor_id AS speaker, appearance.actor_id AS id))
    AS known
  FROM (
    SELECT article_id, inline(speaker)
    FROM (SELECT article[0].id AS article_id, speaker FROM whole)
  ) AS spoke
  JOIN appearance ON appearance.id = spoke.actor_id
  GROUP BY spoke.article_id
) AS voice ON voice.article_id = whole.article[0].id
LEFT JOIN (
  SELECT member.article_id,
    collect_set(STRUCT(member.statement_id, member.claim_id, claim.sources)) AS claims
  FROM member
  JOIN claim ON claim.id = member.claim_id
  GROUP BY member.article_id
) AS stood ON stood.article_id = whole.article[0].id
