-- Partnerships with what one needs beside them: the words their latest fate rests on, its matter and source, and the days of the
-- first and last paper that tell of them. quote and what follows it are null where only agreements are told of.
WITH papers AS (
    SELECT document_id, municipality_code, source_path, coalesce(meeting_date, document_date) AS day
    FROM documents
),
fates AS (
    SELECT coalesce(o.municipality_code, d.municipality_code) AS municipality_code, coalesce(o.date, d.day) AS day, o.counterpart,
        o.counterpart_country, o.outcome, o.stage, o.quote, o.page, o.char_start, o.char_end, o.confidence, o.uncertain, o.document_id,
        d.source_path, o.case_id
    FROM outcomes AS o
    JOIN papers AS d USING (document_id)
),
told AS (
    SELECT t.municipality_code, t.counterpart, t.counterpart_country, min(d.day) AS first_paper, max(d.day) AS last_paper
    FROM (SELECT municipality_code, counterpart, counterpart_country, unnest(document_ids) AS document_id FROM partnerships) AS t
    JOIN papers AS d USING (document_id)
    GROUP BY ALL
)
SELECT p.*, left(p.municipality_code, 2) AS county_code, t.first_paper, t.last_paper,
    f.quote, f.page, f.char_start, f.char_end, f.confidence, f.uncertain, f.document_id, f.source_path, f.case_id, c.case_number
FROM partnerships AS p
LEFT JOIN told AS t
    ON t.municipality_code = p.municipality_code AND t.counterpart = p.counterpart
    AND t.counterpart_country IS NOT DISTINCT FROM p.counterpart_country
-- A fate that names the place without its country counts for the one partnership that knows it.
LEFT JOIN fates AS f
    ON f.municipality_code = p.municipality_code AND f.counterpart = p.counterpart
    AND coalesce(f.counterpart_country, p.counterpart_country) IS NOT DISTINCT FROM p.counterpart_country
    AND f.outcome = p.latest_outcome AND f.stage = p.latest_stage AND f.day IS NOT DISTINCT FROM p.latest_date
LEFT JOIN cases AS c ON c.case_id = f.case_id
QUALIFY row_number() OVER (
    PARTITION BY p.municipality_code, p.counterpart, p.counterpart_country ORDER BY f.confidence DESC, f.document_id, f.char_start
) = 1
