-- Articles, each once: of several inputs that deliver the same text of the same page the first has
-- it, as in a project. Which is first is told by short rows, in two steps: a page that a million
-- sites have brings no task more than one row of each other task.
SELECT read.file_no, read.doc_no, read.month, read.path, read.same, read.article_id,
  read.article, read.author
FROM read
JOIN (
  SELECT MIN(STRUCT(file_no, doc_no)) AS place FROM read WHERE same IS NOT NULL GROUP BY same
) AS winner ON winner.place.file_no = read.file_no AND winner.place.doc_no = read.doc_no
