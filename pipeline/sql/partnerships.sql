-- Partnerships: one row per municipality and counterpart, put together from what all documents tell.
--
-- A row rests on outcomes (what becomes of a partnership) and agreements (what is told of it), and takes the current areas of
-- cooperation from focus_areas. Facts without a municipality or a counterpart are left out: they cannot be attributed.
-- Every list is sorted and every choice has a last resort in the identifiers, so that the same facts always give the same rows.

DELETE FROM partnerships;

INSERT INTO partnerships BY NAME
WITH

-- The day of a paper, where a fact tells none of its own.
papers AS (
    SELECT document_id, municipality_code, municipality, coalesce(meeting_date, document_date) AS day
    FROM documents
),

-- How far in time the papers of a municipality reach: a term that ended before that, and was not renewed, is not known to run.
known_until AS (
    SELECT municipality_code, max(day) AS day
    FROM papers
    WHERE municipality_code IS NOT NULL
    GROUP BY municipality_code
),

-- A counterpart's country, for facts that name the place only: the one country it is ever told to be in.
countries AS (
    SELECT counterpart, min(counterpart_country) AS country
    FROM (
        SELECT counterpart, counterpart_country FROM outcomes
        UNION ALL
        SELECT counterpart, counterpart_country FROM agreements
    )
    WHERE counterpart IS NOT NULL AND counterpart_country IS NOT NULL
    GROUP BY counterpart
    HAVING count(DISTINCT counterpart_country) = 1
),

fates AS (
    SELECT
        coalesce(o.municipality_code, p.municipality_code) AS code,
        o.counterpart,
        coalesce(o.counterpart_country, c.country) AS country,
        o.document_id, o.case_id, o.outcome, o.stage, o.reasons, o.initiative, o.effective_from, o.effective_to, o.confidence, o.char_start,
        coalesce(o.date, p.day) AS day,
        -- A decision outweighs what is recommended, that what is proposed; what is only told of comes last.
        CASE o.stage WHEN 'decided' THEN 3 WHEN 'recommended' THEN 2 WHEN 'proposed' THEN 1 ELSE 0 END AS weight
    FROM outcomes AS o
    JOIN papers AS p USING (document_id)
    LEFT JOIN countries AS c ON c.counterpart = o.counterpart
    WHERE o.counterpart IS NOT NULL AND coalesce(o.municipality_code, p.municipality_code) IS NOT NULL
),

terms AS (
    SELECT
        coalesce(a.municipality_code, p.municipality_code) AS code,
        a.counterpart,
        coalesce(a.counterpart_country, c.country) AS country,
        a.document_id, a.case_id, a.kind, a.status, a.agreement_id, a.start_year, a.end_year, a.char_start,
        coalesce(a.valid_from, a.signed_on, make_date(a.start_year, 1, 1)) AS begins,
        coalesce(a.valid_to, make_date(a.end_year, 12, 31)) AS ends,
        p.day AS told_on
    FROM agreements AS a
    JOIN papers AS p USING (document_id)
    LEFT JOIN countries AS c ON c.counterpart = a.counterpart
    WHERE a.counterpart IS NOT NULL AND coalesce(a.municipality_code, p.municipality_code) IS NOT NULL
),

names AS (
    SELECT municipality_code AS code, min(municipality) AS municipality
    FROM (
        SELECT municipality_code, municipality FROM documents
        UNION ALL
        SELECT municipality_code, municipality FROM outcomes
        UNION ALL
        SELECT municipality_code, municipality FROM agreements
    )
    WHERE municipality_code IS NOT NULL
    GROUP BY municipality_code
),

-- The keys: country is made comparable, for it may be unknown.
pairs AS (
    SELECT DISTINCT code, counterpart, coalesce(country, '') AS country
    FROM (SELECT code, counterpart, country FROM fates UNION ALL SELECT code, counterpart, country FROM terms)
),

-- When each partnership was last decided on.
decided AS (
    SELECT code, counterpart, coalesce(country, '') AS country, max(day) AS day
    FROM fates
    WHERE stage = 'decided'
    GROUP BY ALL
),

-- A later paper that tells of an end after the last decision known tells of a decision that no paper here holds: it weighs as much.
weighed AS (
    SELECT
        f.* EXCLUDE (weight),
        CASE
            WHEN f.stage = 'reported' AND f.outcome = 'ended' AND f.day > d.day AND f.effective_from > d.day THEN 3
            ELSE f.weight
        END AS weight
    FROM fates AS f
    LEFT JOIN decided AS d ON d.code = f.code AND d.counterpart = f.counterpart AND d.country = coalesce(f.country, '')
),

-- The weightiest fate: by stage, then by day; what is told surest and first decides a tie.
weightiest AS (
    SELECT *
    FROM weighed
    QUALIFY row_number() OVER (
        PARTITION BY code, counterpart, coalesce(country, '')
        ORDER BY weight DESC, day DESC NULLS LAST, confidence DESC, document_id, char_start, outcome
    ) = 1
),

tellings AS (
    SELECT
        t.code, t.counterpart, coalesce(t.country, '') AS country,
        min(t.start_year) AS since_year,
        max(t.end_year) AS last_year,
        count(DISTINCT t.agreement_id) AS agreements,
        arg_max(t.kind, (coalesce(t.begins, DATE '0001-01-01'), t.document_id, -t.char_start, t.kind)) AS kind,
        -- In force by a paper: until an end that no paper has passed, or without one, as long as no term told of has run out since.
        coalesce(bool_or(t.status = 'in_force' AND (t.ends >= k.day OR k.day IS NULL)), false) AS running,
        max(coalesce(t.told_on, DATE '0001-01-01')) FILTER (t.status = 'in_force' AND t.ends IS NULL) AS open_ended_on,
        max(t.ends) FILTER (t.status IN ('in_force', 'expired', 'proposed')) AS last_end,
        max(t.ends) FILTER (t.status = 'ended') AS ceased_on,
        max(t.told_on) FILTER (t.status = 'ended') AS ceased_by,
        any_value(k.day) AS known_until,
        bool_and(t.status = 'proposed') AS only_proposed
    FROM terms AS t
    LEFT JOIN known_until AS k ON k.municipality_code = t.code
    GROUP BY ALL
),

told AS (
    SELECT
        *,
        running OR (open_ended_on IS NOT NULL AND coalesce(open_ended_on > last_end OR last_end >= known_until, true)) AS in_force
    FROM tellings
),

-- The end of the term that the weightiest fate gave, where it or an agreement in the same matter tells one.
given_term AS (
    SELECT w.code, w.counterpart, coalesce(w.country, '') AS country, coalesce(w.effective_to, max(t.ends)) AS ends
    FROM weightiest AS w
    LEFT JOIN terms AS t
        ON t.case_id = w.case_id AND t.code = w.code AND t.counterpart = w.counterpart AND t.status IN ('in_force', 'proposed')
    GROUP BY w.code, w.counterpart, coalesce(w.country, ''), w.effective_to
),

-- Where the term that was given, or else the last one told of, has run out by the newest paper and nothing else is in force.
term_over AS (
    SELECT code, counterpart, country, coalesce(given_term.ends, told.last_end) AS day
    FROM told
    FULL JOIN given_term USING (code, counterpart, country)
    JOIN known_until AS k ON k.municipality_code = code
    WHERE NOT coalesce(told.in_force, false) AND coalesce(given_term.ends, told.last_end) < k.day
),

-- Where a paper later than the weightiest fate tells that the agreement ceased with the term that is over, and did not only run out.
ceased AS (
    SELECT o.code, o.counterpart, o.country
    FROM term_over AS o
    JOIN told USING (code, counterpart, country)
    JOIN weightiest AS w ON w.code = o.code AND w.counterpart = o.counterpart AND coalesce(w.country, '') = o.country
    WHERE told.ceased_on >= o.day AND told.ceased_by > w.day
),

areas AS (
    SELECT p.municipality_code AS code, f.counterpart, list_sort(list(DISTINCT f.area)) AS focus_areas
    FROM focus_areas AS f
    JOIN papers AS p USING (document_id)
    WHERE f.status IN ('agreed', 'proposed') AND f.counterpart IS NOT NULL
    GROUP BY ALL
),

-- Agreements whose terms are told differently in different papers.
conflicts AS (
    SELECT code, counterpart, coalesce(country, '') AS country, count(*) AS number
    FROM (
        SELECT code, counterpart, country, agreement_id
        FROM terms
        GROUP BY ALL
        HAVING count(DISTINCT start_year) > 1 OR count(DISTINCT end_year) > 1
    )
    GROUP BY ALL
),

-- Fates of the same weight and day that cannot both be.
disputed AS (
    SELECT f.code, f.counterpart, coalesce(f.country, '') AS country
    FROM weighed AS f
    JOIN weightiest AS w
        ON w.code = f.code AND w.counterpart = f.counterpart AND coalesce(w.country, '') = coalesce(f.country, '')
        AND w.weight = f.weight AND w.day IS NOT DISTINCT FROM f.day
    GROUP BY ALL
    HAVING count(DISTINCT f.outcome) > 1
),

sources AS (
    SELECT
        s.code, s.counterpart, s.country,
        list_sort(list(DISTINCT s.document_id)) AS document_ids,
        coalesce(list_sort(list(DISTINCT m.case_number) FILTER (m.case_number IS NOT NULL)), []) AS case_numbers
    FROM (
        SELECT code, counterpart, coalesce(country, '') AS country, document_id, case_id FROM fates
        UNION
        SELECT code, counterpart, coalesce(country, '') AS country, document_id, case_id FROM terms
    ) AS s
    LEFT JOIN cases AS m ON m.case_id = s.case_id
    GROUP BY ALL
)

SELECT
    pairs.code AS municipality_code,
    names.municipality,
    pairs.counterpart,
    nullif(pairs.country, '') AS counterpart_country,
    told.kind,
    told.since_year,
    CASE
        WHEN w.outcome = 'ended' AND w.stage IN ('decided', 'reported') THEN coalesce(year(w.effective_from), told.last_year, year(w.day))
        ELSE greatest(told.last_year, year(w.effective_to))
    END AS until_year,
    CASE
        WHEN w.outcome IN ('ended', 'paused') AND w.stage IN ('decided', 'reported') THEN w.outcome
        -- A term that has run out without news of a renewal leaves the matter open; it is never reckoned to have ended.
        WHEN w.outcome IN ('established', 'renewed', 'continued') AND w.stage IN ('decided', 'reported')
            THEN CASE WHEN ceased.code IS NOT NULL THEN 'ended' WHEN term_over.day IS NOT NULL THEN 'unknown' ELSE 'active' END
        WHEN told.in_force THEN 'active'
        WHEN w.outcome = 'established' AND w.stage IN ('proposed', 'recommended') THEN 'proposed'
        WHEN w.outcome IS NULL AND told.only_proposed THEN 'proposed'
        ELSE 'unknown'
    END AS status,
    w.outcome AS latest_outcome,
    w.stage AS latest_stage,
    w.day AS latest_date,
    coalesce(told.agreements, 0) AS agreements,
    coalesce(areas.focus_areas, []) AS focus_areas,
    coalesce(list_sort(list_distinct(w.reasons)), []) AS reasons,
    sources.case_numbers,
    sources.document_ids,
    len(sources.document_ids) AS documents,
    CASE WHEN w.outcome IN ('ended', 'paused') THEN coalesce(w.initiative, 'unknown') END AS ended_by,
    places.counterpart_kind,
    places.counterpart_parent,
    list_filter([
        CASE
            WHEN w.outcome IN ('established', 'renewed', 'continued') AND w.stage IN ('decided', 'reported')
                AND term_over.day IS NOT NULL AND ceased.code IS NULL
                THEN 'term_over: the term ran out on ' || term_over.day || ' and no renewal is told'
            WHEN term_over.day IS NOT NULL AND coalesce(w.stage, '') NOT IN ('decided', 'reported')
                THEN 'term_over: the last term told of ran out on ' || term_over.day || ' and no decision after it is told'
        END,
        CASE
            WHEN conflicts.number = 1 THEN 'conflicting_terms: an agreement is told with different terms'
            WHEN conflicts.number > 1 THEN 'conflicting_terms: ' || conflicts.number || ' agreements are told with different terms'
        END,
        CASE WHEN disputed.code IS NOT NULL THEN 'conflicting_fates: papers of the same day and stage tell different fates' END
    ], lambda warning: warning IS NOT NULL) AS warnings
FROM pairs
JOIN names USING (code)
JOIN sources USING (code, counterpart, country)
LEFT JOIN weightiest AS w ON w.code = pairs.code AND w.counterpart = pairs.counterpart AND coalesce(w.country, '') = pairs.country
LEFT JOIN told USING (code, counterpart, country)
LEFT JOIN term_over USING (code, counterpart, country)
LEFT JOIN ceased USING (code, counterpart, country)
LEFT JOIN conflicts USING (code, counterpart, country)
LEFT JOIN disputed USING (code, counterpart, country)
LEFT JOIN counterpart_places AS places
    ON places.counterpart = pairs.counterpart AND coalesce(places.counterpart_country, '') = pairs.country
LEFT JOIN areas ON areas.code = pairs.code AND areas.counterpart = pairs.counterpart
LEFT JOIN known_until AS k ON k.municipality_code = pairs.code;
