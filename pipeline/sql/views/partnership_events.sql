-- What happened to each partnership, one row per event, in the order of time.
-- event: what it is about, a code of outcomes.outcome or agreement_signed or evaluated.
-- step: how it came about, a motion (of a member or resident), a proposal, a decision, or told of elsewhere.
WITH papers AS (
    SELECT document_id, municipality_code, municipality, document_type, source_path, coalesce(meeting_date, document_date) AS day
    FROM documents
),
fates AS (
    SELECT
        coalesce(o.municipality_code, p.municipality_code) AS municipality_code,
        coalesce(o.municipality, p.municipality) AS municipality,
        o.counterpart, o.counterpart_country,
        coalesce(o.date, p.day) AS day, 'day' AS precision,
        o.outcome AS event, o.stage, o.decided_by AS body, o.effective_from, o.effective_to, o.reasons,
        o.case_id, o.document_id, o.quote, o.page, o.char_start, o.char_end, o.extractor, o.confidence
    FROM outcomes AS o
    JOIN papers AS p USING (document_id)
),
signings AS (
    SELECT
        coalesce(a.municipality_code, p.municipality_code) AS municipality_code,
        coalesce(a.municipality, p.municipality) AS municipality,
        a.counterpart, a.counterpart_country,
        coalesce(a.signed_on, a.valid_from, make_date(a.start_year, 1, 1)) AS day,
        coalesce(CASE WHEN a.signed_on IS NOT NULL THEN a.signed_on_precision END, a.valid_from_precision, 'year') AS precision,
        'agreement_signed' AS event, 'reported' AS stage, NULL AS body,
        a.valid_from AS effective_from, a.valid_to AS effective_to, NULL::VARCHAR[] AS reasons,
        a.case_id, a.document_id, a.quote, a.page, a.char_start, a.char_end, a.extractor, a.confidence
    FROM agreements AS a
    JOIN papers AS p USING (document_id)
    WHERE a.start_year IS NOT NULL AND a.status <> 'proposed'
    QUALIFY row_number() OVER (PARTITION BY a.agreement_id ORDER BY a.signed_on IS NULL, a.confidence DESC, a.document_id, a.char_start) = 1
),
followed AS (
    SELECT
        p.municipality_code, p.municipality, o.counterpart, o.counterpart_country, p.day, 'day' AS precision,
        'evaluated' AS event, d.stage, d.body, NULL::DATE AS effective_from, NULL::DATE AS effective_to, NULL::VARCHAR[] AS reasons,
        d.case_id, d.document_id, d.quote, d.page, d.char_start, d.char_end, d.extractor, d.confidence
    FROM decisions AS d
    JOIN papers AS p USING (document_id)
    JOIN (SELECT DISTINCT case_id, counterpart, counterpart_country FROM outcomes) AS o USING (case_id)
    WHERE d.action = 'follow_up'
)
SELECT
    e.*,
    CASE
        WHEN p.document_type IN ('motion', 'citizen_proposal', 'interpellation') AND e.stage = 'proposed' THEN 'motion'
        WHEN e.stage IN ('proposed', 'recommended') THEN 'proposal'
        WHEN e.stage = 'decided' THEN 'decision'
        ELSE 'told'
    END AS step,
    c.case_number, c.title, p.document_type, p.source_path
FROM (FROM fates UNION ALL BY NAME FROM signings UNION ALL BY NAME FROM followed) AS e
JOIN papers AS p USING (document_id)
LEFT JOIN cases AS c USING (case_id)
WHERE e.municipality_code IS NOT NULL AND e.counterpart IS NOT NULL
ORDER BY e.municipality_code, e.counterpart, e.day NULLS FIRST, e.document_id, e.char_start, e.event
