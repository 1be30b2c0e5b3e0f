-- The readings of pages of which there are several texts, in the order of the inputs. A text stands
-- only at the first reading of its article.
SELECT found.page, found.file_no, found.doc_no, owner.article_id AS id, found.captured,
  CASE WHEN owner.file_no = found.file_no AND owner.doc_no = found.doc_no THEN found.title END
    AS title,
  CASE WHEN owner.file_no = found.file_no AND owner.doc_no = found.doc_no THEN found.text END
    AS text
FROM (
  SELECT read.file_no, read.doc_no, read.same, read.article[0].page AS page,
    read.article[0].title AS title, read.article[0].text AS text,
    read.capture[0].captured AS captured
  FROM read
  JOIN (
    SELECT MIN(STRUCT(file_no, doc_no)) AS place FROM read GROUP BY path
  ) AS once ON once.place.file_no = read.file_no AND once.place.doc_no = read.doc_no
  LEFT ANTI JOIN lost ON lost.same = read.same
  WHERE read.same IS NOT NULL
) AS found
JOIN first AS owner ON owner.same = found.same
JOIN (
  SELECT article[0].page AS page
  FROM first
  LEFT ANTI JOIN lost ON lost.same = first.same
  WHERE article[0].page IS NOT NULL
  GROUP BY article[0].page
  HAVING COUNT(*) > 1
) AS several ON several.page = found.page
