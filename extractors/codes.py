"""Code lists of the output tables, shared by the extractors and the schema.

Each list is a mapping from code to its meaning; the Swedish term the code stands for is given where there is one.
The lists follow the annotation guideline of the project (``kommunbeslut schema`` prints them).
"""

from __future__ import annotations

from typing import Final

Codes = dict[str, str]

DOCUMENT_TYPES: Final[Codes] = {
    "minutes": "minutes of a whole meeting (protokoll)",
    "minutes_extract": "a single § taken from minutes (protokollsutdrag)",
    "official_report": "report by an official to a board (tjänsteskrivelse, tjänsteutlåtande)",
    "motion": "proposal by a councillor (motion)",
    "motion_response": "answer to or opinion on a motion (svar på motion, utlåtande över motion)",
    "interpellation": "interpellation or question, with or without its answer (interpellation, fråga)",
    "citizen_proposal": "proposal by a resident (medborgarförslag)",
    "position_paper": "position paper (positionspapper)",
    "agreement": "agreement, accord or memorandum of understanding (avtal, överenskommelse)",
    "consultation_response": "response to a referral (svar på remiss, remissyttrande)",
    "notice": "summons, agenda or announcement (kallelse, föredragningslista, anslag)",
    "policy": "strategy, programme or guidelines (strategi, program, riktlinjer)",
    "report": "evaluation or travel report (utvärdering, reserapport)",
    "correspondence": "letter (skrivelse, brev)",
    "other": "none of the above, or not recognised",
}

TEXT_SOURCES: Final[Codes] = {
    "text": "a text format (plain text, Word, HTML)",
    "pdf_text": "the text layer of a PDF",
    "ocr": "optical character recognition of an image",
    "mixed": "some pages from a text layer, others by optical character recognition",
}

CASE_NUMBER_ROLES: Final[Codes] = {
    "own": "the matter's own number, also on a registry stamp",
    "reference": "the number of another matter",
}

PARTY_KINDS: Final[Codes] = {
    "municipality": "Swedish municipality (kommun)",
    "region": "Swedish region, earlier county council (region, landsting)",
    "foreign_place": "city, district, province or other place abroad",
    "country": "country",
    "public_body": "authority, board, committee, ministry or other public body",
    "political_party": "political party",
    "person": "person",
    "company": "company",
    "higher_education": "university or university college",
    "association": "association, foundation, network or other organisation",
}

PARTY_ROLES: Final[Codes] = {
    "issuer": "the municipality or region whose paper it is",
    "decision_maker": "the body deciding",
    "counterpart": "the foreign place the agreement is, was or would be with",
    "proposer": "moved the motion or proposal (motionär, förslagsställare)",
    "mover": "moves a proposal at the meeting (yrkande)",
    "case_officer": "official handling the matter (handläggare)",
    "signatory": "signs the paper or the agreement",
    "chair": "chair of the meeting (ordförande)",
    "adjuster": "appointed to verify the minutes (justerare)",
    "secretary": "secretary of the meeting (sekreterare)",
    "member": "member present (ledamot)",
    "substitute": "substitute present, serving or not (ersättare)",
    "dissenter": "enters a reservation against the decision (reservant)",
    "consulted": "asked or heard during preparation",
    "partner": "takes part in the cooperation",
    "recipient": "the decision is sent to (expediering)",
    "mentioned": "named without any of the other roles",
}

DATE_PRECISIONS: Final[Codes] = {
    "day": "a day",
    "month": "a month",
    "season": "a season or part of a year (våren, hösten)",
    "year": "a year",
    "range": "a period with a first and a last date",
}

DATE_ROLES: Final[Codes] = {
    "document": "the paper's own date",
    "meeting": "the day of the meeting",
    "received": "the day the paper was received or registered",
    "decision": "the day another decision was taken",
    "motion_submitted": "the day a motion or question was submitted",
    "adjusted": "the day the minutes were verified (justering)",
    "posted": "the day the minutes were put on the notice board (anslag)",
    "agreement_signed": "the day an agreement was signed",
    "agreement_start": "the first day or year of an agreement or relation",
    "agreement_end": "the last day or year of an agreement or relation",
    "period": "a period the text speaks of",
    "deadline": "a date by which something is to be done",
    "event": "something that happened or will happen",
    "reference": "the date of another paper referred to",
}

FOCUS_AREAS: Final[Codes] = {
    "education": "Utbildning",
    "research": "Forskning och högre utbildning",
    "business": "Näringsliv och handel",
    "innovation": "Innovation och teknik",
    "digitalisation": "Digitalisering och smarta städer",
    "environment": "Miljö och klimat",
    "energy": "Energi",
    "urban_development": "Stadsutveckling",
    "transport": "Transport och hamn",
    "democracy": "Demokrati och medborgardialog",
    "human_rights": "Mänskliga rättigheter och jämställdhet",
    "culture": "Kultur",
    "sport": "Idrott och fritid",
    "tourism": "Turism och besöksnäring",
    "health_care": "Vård, omsorg och hälsa",
    "youth": "Unga och föreningsliv",
    "agriculture": "Jordbruk och livsmedel",
    "safety": "Säkerhet och räddning",
}

FOCUS_STATUSES: Final[Codes] = {
    "agreed": "in force or decided",
    "proposed": "of the agreement now proposed",
    "previous": "of an earlier period",
    "under_review": "being looked into",
}

STAGES: Final[Codes] = {
    "proposed": "any proposal: administration, chair, motion, yrkande",
    "recommended": "a preparing body decides to propose to the next",
    "decided": "the deciding body decides",
}

OUTCOME_STAGES: Final[Codes] = STAGES | {"reported": "the paper only tells of a decision taken elsewhere"}

ACTIONS: Final[Codes] = {
    "approve": "approve, adopt, grant (bifalla, godkänna, anta, fastställa)",
    "reject": "reject, decline (avslå, avböja)",
    "answered": "declare a motion answered (anse besvarad)",
    "refer_back": "refer back (återremittera)",
    "table": "adjourn to a later meeting (bordlägga)",
    "note": "note, file, take the information (anteckna, till handlingarna)",
    "appoint": "appoint or elect (utse, välja)",
    "instruct": "give an assignment (ge i uppdrag, uppdra åt)",
    "enter": "enter into or sign an agreement (ingå, teckna avtal)",
    "renew": "renew or prolong an agreement (förnya, förlänga)",
    "terminate": "terminate an agreement or relation (säga upp, avsluta, inte förnya)",
    "pause": "pause a cooperation (pausa, vilande)",
    "follow_up": "follow up, evaluate, report back (följa upp, utvärdera)",
    "other": "another action",
}

OUTCOMES: Final[Codes] = {
    "established": "a first agreement or relation",
    "renewed": "prolonged or replaced by a new agreement",
    "continued": "kept without a new agreement",
    "paused": "paused",
    "ended": "terminated, not renewed or left to expire",
    "declined": "a new relation turned down",
    "under_review": "to be evaluated or decided later, no direction given",
}

REASONS: Final[Codes] = {
    "human_rights": "human rights, democracy",
    "partner_state_conduct": "the other state's acts: threats, war",
    "inactivity": "little or no activity",
    "cost": "cost",
    "security": "security",
    "foreign_policy_advice": "advice of the foreign ministry or another state body",
    "strategy": "new priorities",
    "business_benefit": "benefit to business",
    "mutual_benefit": "learning and exchange to the benefit of both",
    "other": "another reason",
}

AGREEMENT_KINDS: Final[Codes] = {
    "twin_town": "vänort",
    "sister_city": "systerstad, systerort",
    "partnership": "partnerskap, partnerstad",
    "cooperation": "samarbete, samverkan",
    "memorandum": "samförståndsavtal, memorandum of understanding",
    "letter_of_intent": "avsiktsförklaring",
    "other": "another kind of agreement",
}

AGREEMENT_STATUSES: Final[Codes] = {
    "proposed": "not yet decided, signed or begun",
    "in_force": "in force",
    "expired": "its term had run out",
    "ended": "terminated",
    "unknown": "the text does not tell",
}

PARTNERSHIP_STATUSES: Final[Codes] = {
    "active": "renewed, continued or in force by the weightiest evidence",
    "paused": "paused",
    "ended": "ended",
    "proposed": "proposed only",
    "unknown": "the documents do not tell",
}

FAILURE_STAGES: Final[Codes] = {
    "discover": "finding the input and opening archives",
    "read": "reading the file's text",
    "process": "understanding the text",
}

INITIATIVES: Final[Codes] = {
    "swedish": "the municipality or region",
    "partner": "the foreign partner",
    "unknown": "not told",
}

PLACE_KINDS: Final[Codes] = {
    "city": "city, town or municipality",
    "district": "district of a city",
    "province": "province, region, county or state",
    "country": "country",
}

LINK_KINDS: Final[Codes] = {
    "same_number": "both have the registry number as their own",
    "cites_number": "one cites the other's registry number",
    "cites_section": "one cites the other's § and day",
    "same_title": "the titles name the same matter",
}

CORRECTION_STATUSES: Final[Codes] = {
    "applied": "applied",
    "no_such_document": "the document is not here, or its file has changed",
    "no_such_row": "no row matches any more",
    "no_such_quote": "the document does not hold the quote",
    "invalid": "the correction itself cannot be understood",
}

# What partnerships.warnings tell a reader to check: each is a code, a colon, and a sentence.
PARTNERSHIP_WARNINGS: Final[Codes] = {
    "term_over": "the last term told of has run out, and neither a renewal nor a later decision is told",
    "conflicting_terms": "agreements are told with different terms in different papers",
    "conflicting_fates": "papers of the same day and stage tell different fates",
}

# What documents.warnings tell a reader to check: each is a code, a colon, and a sentence.
WARNINGS: Final[Codes] = {
    "reading": "something was amiss in the file: damaged pages, lost characters, text taken from images",
    "poor_recognition": "pages whose text was recognised poorly",
    "unknown_type": "the type of paper was not recognised",
    "no_municipality": "no municipality or region was found",
    "no_section": "minutes without any § found",
    "section_gap": "a § is lacking between the first and the last of the minutes",
    "no_decision": "minutes without any decision found",
    "conflicting_numbers": "one matter bears several registry numbers of its own",
    "conflicting_dates": "several days are told as the day of the meeting or of the paper",
    "past_end": "an agreement is told of as in force after its end",
    "conflicting_years": "a lasting relation is told of with several first years",
    "uncertain_rows": "rows of confidence under 0.5 are kept",
    "private_name_in_path": "the file's own name holds the name of a private person",
}
