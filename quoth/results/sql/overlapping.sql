-- Pairs of articles that share rows of telling words, with their texts.
SELECT pair.one, STRUCT(a.*) AS a, STRUCT(b.*) AS b
FROM overlap AS pair
JOIN texts AS a ON a.state = pair.one
JOIN texts AS b ON b.state = pair.other
