-- The panel: municipality × counterpart × year × status, from the first year told of to the last year of the municipality's papers.
-- status is that at the end of the year: active, paused, ended, or unknown (a term ran out and nothing more is told).
WITH known_until AS (
    SELECT municipality_code, max(year(coalesce(meeting_date, document_date))) AS last_year
    FROM documents
    GROUP BY municipality_code
),
-- Steps in time: what a year begins; rank settles steps of the same year.
steps AS (
    SELECT municipality_code, counterpart, counterpart_country, year(coalesce(effective_from, day)) AS year, 3 AS rank, day,
        CASE event WHEN 'ended' THEN 'ended' WHEN 'paused' THEN 'paused' ELSE 'active' END AS status
    FROM partnership_events
    WHERE event IN ('established', 'renewed', 'continued', 'paused', 'ended') AND stage IN ('decided', 'reported') AND day IS NOT NULL
    UNION ALL
    SELECT municipality_code, counterpart, counterpart_country, year(day), 2, day, 'active'
    FROM partnership_events
    WHERE event = 'agreement_signed' AND day IS NOT NULL
    UNION ALL
    SELECT municipality_code, counterpart, counterpart_country, end_year + 1, 1, NULL, 'unknown'
    FROM agreements AS a
    WHERE end_year IS NOT NULL AND status <> 'proposed' AND municipality_code IS NOT NULL AND counterpart IS NOT NULL
        -- Nothing becomes unknown where another agreement goes on, or a relation without a term is told of after this one ran out.
        AND NOT EXISTS (
            SELECT 1 FROM agreements AS r
            JOIN documents AS d USING (document_id)
            WHERE r.municipality_code = a.municipality_code AND r.counterpart = a.counterpart AND r.status <> 'proposed'
                AND r.start_year <= a.end_year + 1
                AND (r.end_year > a.end_year OR (r.end_year IS NULL AND year(coalesce(d.meeting_date, d.document_date)) > a.end_year))
        )
),
spans AS (
    SELECT municipality_code, counterpart, min(year) AS first_year, max(counterpart_country) AS counterpart_country
    FROM steps
    WHERE rank > 1
    GROUP BY ALL
),
years AS (
    SELECT s.*, unnest(generate_series(s.first_year, greatest(s.first_year, coalesce(k.last_year, s.first_year))))::INTEGER AS year
    FROM spans AS s
    JOIN known_until AS k USING (municipality_code)
)
SELECT * EXCLUDE (latest, decided)
FROM (
    SELECT y.municipality_code, m.municipality, y.counterpart, y.counterpart_country, y.year,
        arg_max(s.status, (s.year, s.rank, coalesce(s.day, DATE '0001-01-01'), s.status)) AS latest,
        arg_max(s.status, (s.year, s.rank, coalesce(s.day, DATE '0001-01-01'), s.status)) FILTER (s.rank > 1) AS decided,
        -- What has ended or is paused stays so when its term runs out.
        CASE WHEN latest = 'unknown' AND decided IN ('ended', 'paused') THEN decided ELSE latest END AS status
    FROM years AS y
    JOIN steps AS s ON s.municipality_code = y.municipality_code AND s.counterpart = y.counterpart AND s.year <= y.year
    JOIN (SELECT DISTINCT municipality_code, municipality FROM partnerships) AS m ON m.municipality_code = y.municipality_code
    GROUP BY ALL
)
ORDER BY municipality_code, counterpart, year
