-- Agreements told with different terms, each telling beside the others.
SELECT a.agreement_id, a.municipality, a.counterpart, a.kind, a.signed_on, a.valid_from, a.valid_to, a.start_year, a.end_year, a.status,
    d.source_path, a.document_id, a.quote, a.page, a.char_start, a.char_end, a.confidence
FROM agreements AS a
JOIN documents AS d USING (document_id)
WHERE a.agreement_id IN (
    SELECT agreement_id FROM agreements GROUP BY agreement_id HAVING count(DISTINCT start_year) > 1 OR count(DISTINCT end_year) > 1
)
ORDER BY a.municipality, a.counterpart, a.agreement_id, a.document_id, a.char_start
