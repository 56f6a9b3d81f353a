-- Every matter that more than one case treats, its cases in the order of time.
SELECT
    c.matter_id,
    row_number() OVER (PARTITION BY c.matter_id ORDER BY coalesce(d.meeting_date, d.document_date) NULLS FIRST, c.case_id) AS step,
    coalesce(d.meeting_date, d.document_date) AS day,
    d.municipality_code, d.municipality, d.document_type, c.body, c.section_number, c.case_number, c.title,
    c.case_id, c.document_id, d.source_path
FROM cases AS c
JOIN documents AS d USING (document_id)
WHERE c.matter_id IN (SELECT matter_id FROM cases GROUP BY matter_id HAVING count(*) > 1)
ORDER BY c.matter_id, step
