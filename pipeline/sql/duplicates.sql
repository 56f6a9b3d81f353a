-- Where each document was found. A content may lie in several places; the first by name is its source_path, so that
-- neither the order of arrival nor the number of workers changes anything.
UPDATE documents
SET source_path = found.paths[1], duplicate_paths = found.paths[2:]
FROM (
    SELECT sha256, list(source_path ORDER BY source_path) AS paths
    FROM inputs
    WHERE status = 'done'
    GROUP BY sha256
) AS found
WHERE found.sha256 = documents.sha256
  AND (documents.source_path <> found.paths[1] OR documents.duplicate_paths IS DISTINCT FROM found.paths[2:]);
