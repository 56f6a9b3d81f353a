-- Case lineage: pairs of cases that treat the same matter, each with its ground and the words it rests on.
--
-- The later paper is case_id and the earlier linked_case_id; on each ground a case is tied to the nearest earlier one only.
-- title_pairs holds cases whose titles name the same matter (linking/titles.py).

DELETE FROM case_links;

INSERT INTO case_links BY NAME
WITH

-- A paper that names no municipality is of the one where another paper has the same registry number and title, if no other
-- municipality has a matter of that title ("Budget 2017" is everywhere, and so are low numbers).
titles AS (
    SELECT c.case_id, c.case_number, d.municipality_code, lower(trim(c.title)) AS title
    FROM cases AS c
    JOIN documents AS d USING (document_id)
    WHERE c.case_number IS NOT NULL AND len(c.title) >= 12
),
one_home AS (
    SELECT title, min(municipality_code) AS municipality_code
    FROM titles
    WHERE municipality_code IS NOT NULL
    GROUP BY title
    HAVING count(DISTINCT municipality_code) = 1
),
homes AS (
    SELECT DISTINCT stray.case_id, one_home.municipality_code
    FROM titles AS stray
    JOIN one_home USING (title)
    JOIN titles AS settled
        ON settled.title = stray.title AND settled.case_number = stray.case_number
        AND settled.municipality_code = one_home.municipality_code
    WHERE stray.municipality_code IS NULL
),

matters AS (
    SELECT
        c.case_id, c.document_id, c.section_number, c.case_number, c.body,
        c.quote, c.page, c.char_start, c.char_end,
        coalesce(d.municipality_code, h.municipality_code) AS municipality_code, d.municipality_code IS NULL AS stray, d.meeting_date,
        coalesce(d.meeting_date, d.document_date) AS day,
        -- Papers of one day in the order in which a matter goes: proposal, report, committee, board, council.
        CASE
            WHEN d.document_type IN ('motion', 'citizen_proposal', 'interpellation') THEN 0
            WHEN d.document_type IN ('official_report', 'motion_response', 'position_paper', 'consultation_response', 'notice') THEN 1
            WHEN c.body ILIKE '%utskott%' THEN 2
            WHEN c.body ILIKE '%fullmäktige%' THEN 4
            ELSE 3
        END AS step
    FROM cases AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN homes AS h ON h.case_id = c.case_id AND d.municipality_code IS NULL
),

ordered AS (
    SELECT *, row_number() OVER (ORDER BY day NULLS FIRST, step, document_id, case_id) AS place
    FROM matters
),

-- The mention of a case's own number that a link by it rests on.
own_mentions AS (
    SELECT case_id, case_number, quote, page, char_start, char_end
    FROM case_numbers
    WHERE role = 'own' AND case_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY case_id, case_number ORDER BY char_start) = 1
),

same_number AS (
    SELECT
        o.case_id, o.document_id,
        lag(o.case_id) OVER w AS linked_case_id,
        lag(o.document_id) OVER w AS linked_document_id,
        'same_number' AS kind,
        coalesce(m.quote, o.quote) AS quote, coalesce(m.page, o.page) AS page,
        coalesce(m.char_start, o.char_start) AS char_start, coalesce(m.char_end, o.char_end) AS char_end,
        CASE WHEN o.stray OR lag(o.stray) OVER w THEN 0.85 ELSE 0.97 END AS confidence
    FROM ordered AS o
    LEFT JOIN own_mentions AS m ON m.case_id = o.case_id AND m.case_number = o.case_number
    WHERE o.case_number IS NOT NULL AND o.municipality_code IS NOT NULL
    WINDOW w AS (PARTITION BY o.municipality_code, o.case_number ORDER BY o.place)
),

cites_number AS (
    SELECT
        a.case_id, a.document_id, b.case_id AS linked_case_id, b.document_id AS linked_document_id,
        'cites_number' AS kind, n.quote, n.page, n.char_start, n.char_end, 0.9 AS confidence
    FROM case_numbers AS n
    JOIN ordered AS a ON a.case_id = n.case_id
    JOIN ordered AS b ON b.municipality_code = a.municipality_code AND b.case_number = n.case_number AND b.document_id <> a.document_id
    WHERE n.role = 'reference' AND n.case_number IS DISTINCT FROM a.case_number
    QUALIFY row_number() OVER (PARTITION BY a.case_id, n.case_number ORDER BY b.place > a.place, abs(b.place - a.place), b.case_id) = 1
        AND n.char_start = min(n.char_start) OVER (PARTITION BY a.case_id, n.case_number)
),

cites_section AS (
    SELECT
        a.case_id, a.document_id, b.case_id AS linked_case_id, b.document_id AS linked_document_id,
        'cites_section' AS kind, r.quote, r.page, r.char_start, r.char_end,
        CASE WHEN r.body IS NOT NULL THEN 0.95 ELSE 0.85 END AS confidence
    FROM case_references AS r
    JOIN ordered AS a ON a.case_id = r.case_id
    JOIN ordered AS b
        ON b.municipality_code = a.municipality_code AND b.section_number = r.section_number AND b.document_id <> a.document_id
        AND (b.meeting_date = r.meeting_date OR (r.meeting_date IS NULL AND year(b.meeting_date) = r.year AND b.body = r.body))
        AND (r.body IS NULL OR b.body IS NULL OR b.body = r.body)
    QUALIFY row_number() OVER (PARTITION BY a.case_id, b.case_id ORDER BY r.char_start) = 1
),

same_title AS (
    SELECT
        later.case_id, later.document_id, earlier.case_id AS linked_case_id, earlier.document_id AS linked_document_id,
        'same_title' AS kind, later.quote, later.page, later.char_start, later.char_end,
        0.5 + 0.4 * (p.likeness - 0.75) / 0.25 AS confidence
    FROM title_pairs AS p
    JOIN ordered AS x ON x.case_id = p.case_id
    JOIN ordered AS y ON y.case_id = p.linked_case_id
    JOIN ordered AS later ON later.place = greatest(x.place, y.place)
    JOIN ordered AS earlier ON earlier.place = least(x.place, y.place)
    QUALIFY row_number() OVER (PARTITION BY later.case_id ORDER BY p.likeness DESC, earlier.place DESC) = 1
)

SELECT
    case_id, linked_case_id, document_id, linked_document_id, kind, quote, page, char_start, char_end,
    'link:' || kind AS extractor, confidence, confidence < 0.5 AS uncertain, confidence AS strength
FROM (
    FROM same_number WHERE linked_case_id IS NOT NULL
    UNION ALL BY NAME FROM cites_number
    UNION ALL BY NAME FROM cites_section
    UNION ALL BY NAME FROM same_title
);
