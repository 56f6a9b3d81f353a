"""Demands made at a meeting (yrkanden) and proposals retold in running text, cut into single clauses."""

from __future__ import annotations

import re

from extractors.actions import has_action
from extractors.anchors import Anchored
from extractors.families import Family

# Words between the verb and what is demanded: "yrkar därför i första hand", "yrkar, med instämmande av X, ".
_ASIDE = (
    r"därför|vidare|också|även|dels|i första hand|i andra hand|på|först|som tillägg|dessutom|i stället|istället|hellre|däremot|muntligt"
    r"|(?:följande )?(?:tillägg(?:et)?|ändring(?:en)?)(?=\s*:)"
    r"|skriftligt|för egen del|för sin del|för [^,.]{1,30} räkning|å [^,.]{3,40} vägnar"
    r"|med (?:instämmande|bifall|stöd) (?:av|från) [^.]{3,200}?(?<!\s)(?=\s+(?:att|bifall|avslag|återremiss|bordläggning)\b)"
    r"|tillsammans med [^,.]{3,60}|att få"
    # the mover behind the verb: "yrkar Bo Ek (M) avslag"
    r"|(?<=hand yrkar )h[ao]n"
    r"|(?-i:ordföranden|[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+){1,3})(?: \([A-Za-zÅÄÖåäö]{1,5}\))?(?:(?:,| och| samt)(?= (?-i:[A-ZÅÄÖ])))?"
)
_DEMAND = Anchored(
    rf"\b(?P<verb>yrkar|yrkade|föreslår|(?:föreslog|hemställde|förordade|förordar)(?=\s+att\b)"
    rf"|hemställer(?: om)?|begär(?=\s+(?:återremiss|bordläggning))"
    r"|vill(?=\s+(?:(?:också|även|därför|i första hand|i stället|istället|hellre|däremot|dessutom)\s+)?att\b)"
    r"|(?:framställer|framställde|framför|lägger|lade|ställer)\s++(?:ett\s++)?\w{0,40}(?:yrkande|förslag)\s++om|önska[rd]e?(?=\s+(?:bifall|avslag|återremiss|bordläggning)\b))\b"
    rf"(?:,(?=\s+med (?:instämmande|bifall|stöd)\b)|,[^,]{{3,80}},)?(?:\s++(?:{_ASIDE}))*[\s:]*+",
    re.IGNORECASE,
)
# "Bo Ek (M): Avslag på förslaget.", "Bo Ek (m) - Avslag.", "Bo Ek, m: Avslag."
_NAMED = re.compile(
    r"[^:\n]{3,120}(?:\([A-ZÅÄÖa-zåäö]{1,5}\)|, (?:[smclvSMCLV]|sd|SD|kd|KD|mp|MP|fp|FP)(?=\s?:))\s*(?::|[-–]\s)\s*"
    r"|(?:Vice o|O)rdföranden\s*:\s*"
)
_MOVER = r"[A-ZÅÄÖ][^.,()]{2,60}\([A-ZÅÄÖa-zåäö]{1,5}\)"
_LABELLED = r"[A-ZÅÄÖ][\w’'-]+ [A-ZÅÄÖ][\w’'-]+, (?:[smclv]|kd|mp|fp|kds)"
# What such a label must be followed by where no heading says that demands follow
_PLAIN = r"(?:att\b|bifall|avslag|återremiss|bordlägg|ändra\b|stryk\b|höj\b|sänk\b|lägg till\b|uppsägning)"
_LABEL = re.compile(
    rf"{_MOVER}(?:(?:,| och| samt) {_MOVER}){{0,8}}\s*(?::\s*(?i:{_PLAIN})|vill (?:hellre |också |även |dock |därför |i stället )?att\b)"
    rf"|{_LABELLED}(?:,? och {_LABELLED})?\s*:\s*(?i:{_PLAIN})"
)
_DEMANDED = re.compile(
    r"(?:i övrigt\s+)?(?:att|bifall|avslag|återremiss|bordlägg|uppsägning|utträde|i enlighet|enligt|ärendet|motionen"
    r"|(?:avtalet|förslaget|samarbetet|partnerskapet|vänortsavtalet) (?:ska|skall|bör)\b)",
    re.IGNORECASE,
)
# "Bo Ek (M): Avtalet får löpa ut.", "Eva Al (V): ändra målet i stycke 2": what somebody named with a party wants decided
_WANTED = re.compile(
    r"(?!(?:jag|vi|hur|vad|varför|när|om|ja|nej)\b)[^.:?]{3,80}? (?:ska|skall|bör|får)\b"
    r"|(?:ändra|stryk|lägg till|utgå|ersätt|höj|sänk|avslå|bifall|återremittera|bordlägg)[a]?\b|[^.:?]{3,80}? löper (?:vidare|ut)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"[^.:?]{3,80}? (?!finns\b)[a-zåäö]+(?:as|es|[bdfgklmnprtv]s)\b", re.IGNORECASE)
# "Bo Ek (M) ställer sig bakom styrelsens förslag."
_BACKS = re.compile(
    r"[A-ZÅÄÖ][^:\n]{2,160}?\([A-ZÅÄÖa-zåäö]{1,5}\)\s+"
    r"(?P<what>(?:ställer sig bakom|instämmer i|förordar|stöder|stödjer|biträder|ansluter sig till)"
    r"\s+(?:[\wåäö-]+\s+){0,2}[\wåäö-]+s\s+förslag\b[^.:\n]{0,80})"
)
# "Avslag på förslaget yrkas av Bo Ek (M)."
_YRKAS = re.compile(
    r"(?:yrkanden?\s++om\s++)?(?P<what>(?:bifall|avslag|återremiss|bordläggning)\b[^.]{0,160}?)"
    r"(?<!\s)\s++(?:yrkas|framställs|framställdes|yrkades)(?:\s++(?:även|också))?\s++av\b",
    re.IGNORECASE,
)
# "På förslaget yrkas bifall av Bo Ek (M)."
_ON_WHICH = re.compile(
    r"(?:på|till|beträffande) \w{4,30} (?P<what>yrka(?:s|des) (?:även |också )?(?:bifall|avslag|återremiss|bordläggning)) av\b",
    re.IGNORECASE,
)
# (M), and between commas: "Bo Ek, m, föreslår återremiss".
_PARTY = re.compile(r"\([A-ZÅÄÖa-zåäö!]{1,5}\)|, (?:[smclvSMCLV]|sd|SD|kd|KD|mp|MP|fp|FP),")
# "Bo Ek (M) yrkar bifall och Eva Dahl (V) yrkar avslag": where the next mover begins.
_NEXT_MOVER = re.compile(rf"(?:,| och| samt| medan|, medan)\s+(?={_MOVER}(?:(?:,| och| samt) {_MOVER}){{0,8}}\s+yrka(?:r|de)\b)")
# The chair proposes a decision, and not how it is to be put to the vote.
_CHAIR_PROPOSES = re.compile(r"(?:ordföranden|ordf\.) föreslår(?!.{0,60}\b(?:proposition|votering|omröstning|röst)\w*)", re.IGNORECASE)
# What offices and bodies do too, so that only a party behind the name tells a demand
_PROPOSING = ("föreslår", "föreslog", "förordar", "förordade", "hemställer", "hemställer om", "hemställde", "begär", "vill")
_NO_DEMAND = re.compile(r"\b(?:har|hade) inte någon\b|\bansluter sig\b|\binstämmer\b", re.IGNORECASE)
_WITH = r"dock(?: med den ändringen)?|med (?:det tillägget|den ändringen|tillägget)"
# "yrkar bifall och lägger till att ...", "och vill dessutom att ..."
_ADDS = r"lägger (?:dessutom |därutöver )?till|tillägger|vill (?:dessutom|därutöver|därtill|också|även)"
_JOINS = rf"(?:samt|och|dels|{_WITH}|{_ADDS}|i (?:andra|tredje) hand(?: yrkas)?)"
_DEMAND_SPLIT = re.compile(
    rf"(?:,\s*+|(?<!\s)\s++(?={_JOINS}\b))(?:{_JOINS}\s++){{0,5}}"
    r"(?=(?:att|bifall|avslag|återremiss|bordläggning)\b)|(?<!\s)\s++dock med den ändringen\s++(?=att)|,\s*+dock\s++",
    re.IGNORECASE,
)
# The comma behind a letter code closes the code: "utse Bo Ek, m, att justera protokollet".
SPLIT_ATT = re.compile(
    r"(?:,\s*+|(?<!\s)\s++)(?:(?:samt|och|dels)\s++){1,8}(?=att\s)|(?<!, [smclv])(?<!, (?:sd|kd|mp|fp))[,;]\s++(?=att\s)"
    r"|;\s*+(?:samt|och)\s++(?=att\s)",
    re.IGNORECASE,
)

# "att kommunen lämnar nätverket, och i stället ingår ett avtal": what is proposed instead is a proposal of its own.
_SPLIT_INSTEAD = re.compile(r",? och (?:i stället|istället) (?=[a-zåäö]+(?:r|a|s)\b)", re.IGNORECASE)

# Who proposes by office: "Förvaltningen", "Regiondirektören", "Sektorn för samhällsutveckling".
_OFFICE = (
    r"\b(?:kontoret|förvaltningen|kansliet|staben|avdelningen|enheten|sektorn|direktören|chefen|rektorn?|utredaren|strategen|samordnaren"
    r"|motionärerna|motionären|förslagsställaren|förslagsställarna)\b"
)
_ASKS = r"föreslår|yrkar|hemställer|förordar|begär"
_ASKED = r"föreslog|yrkade|hemställde|begärde"
_HAS_ASKED = r"föreslagit|yrkat|hemställt|begärt"
_PETITION = r"(?:motionen|motion|medborgarförslaget|medborgarförslag|e-förslag|invånarförslag)"
_ONE_PETITION = rf"(?:i|genom) (?:en|ett|sin|sitt|den|det)? ?{_PETITION}"
# What is proposed, up to the end of the sentence; the first "att" behind the verb opens it.
_WHAT = r"(?P<what>[^.]+)"
_PROPOSES = rf"\b(?:{_ASKS})\b(?! inte)(?:(?!\batt\b)[^.]){{0,100}}?\batt\s+{_WHAT}"
_RETOLD = (
    # "Kontoret föreslår därför i tjänsteskrivelse den 3 maj att ...", "Sektorn föreslår kommunstyrelsen att ..."
    Anchored(rf"{_OFFICE}(?:(?!\batt\b)[^.]){{0,60}}?{_PROPOSES}", re.IGNORECASE),
    Anchored(rf"\b(?:motionären|motionärerna|förslagsställaren)\b[^.]{{0,20}}\b(?:vill|önskar)\s+att\s+{_WHAT}", re.IGNORECASE),
    Anchored(
        rf"\b(?:i motionen|i medborgarförslaget|däri|i den|i det) (?:föreslås|yrkas|begärs)(?:(?!\batt\b)[^.]){{0,40}}\batt\s+{_WHAT}",
        re.IGNORECASE,
    ),
    Anchored(
        rf"\b(?:motionen|medborgarförslaget) (?:går ut på|mynnar ut i|utmynnar i)(?:(?!\batt\b)[^.]){{0,40}}\batt\s+{_WHAT}", re.IGNORECASE
    ),
    # "har i en motion, väckt den 3 maj, yrkat dels att ...", "har i en motion föreslagit att ..."
    Anchored(rf"\bhar {_ONE_PETITION}\b[^.]{{0,120}}?\b(?:{_HAS_ASKED})\s+(?:dels\s+)?att\s+{_WHAT}", re.IGNORECASE),
    # "Bo Ek (M) motionerade den 3 maj om att ..."
    Anchored(rf"\bmotionera(?:r|de|t)\b(?:(?!\batt\b)[^.]){{0,80}}?\bom\s+att\s+{_WHAT}", re.IGNORECASE),
    # "Bo Ek (M) föreslår i en motion, väckt den 3 maj, att ...", "ville i sin motion att ..."
    Anchored(rf"\b(?:{_ASKS}|{_ASKED}|vill|ville|önskar) {_ONE_PETITION}\b(?:(?!\batt\b)[^.]){{0,120}}?\batt\s+{_WHAT}", re.IGNORECASE),
    # "Jag tänker föreslå kommunstyrelsen att ...", in the answer to a question
    Anchored(
        rf"\b(?:jag|vi) (?:tänker|ämnar|avser att|kommer(?: därför)? att) föreslå\b(?:(?!\batt\b)[^.]){{0,60}}?\batt\s+{_WHAT}",
        re.IGNORECASE,
    ),
    # "Förvaltningens förslag är att ..."
    Anchored(
        r"\b\w{0,30}(?:kontorets|förvaltningens|kansliets|stabens|avdelningens|enhetens|sektorns|direktörens|chefens|rektors|utredarens)"
        rf" förslag (?:till beslut )?(?:är|går ut på|lyder)\b(?:(?!\batt\b)[^.]){{0,30}}\batt\s+{_WHAT}",
        re.IGNORECASE,
    ),
    # "I en motion föreslår Bo Ek (M) att ...", "har lämnat en motion där hon yrkar att ..."
    Anchored(
        r"\b(?:i (?:en|sin) (?:motion|skrivelse)|i (?:ett|sitt) medborgarförslag|i (?:motionen|medborgarförslaget)"
        r"|en motion (?:där|vari|i vilken|med förslag)|ett medborgarförslag (?:där|vari|i vilket))\b"
        rf"[^.]{{0,120}}?\b(?:föreslår|föreslås|yrkar|yrkas|hemställer|{_ASKED}|vill|ville|önskar)\b[^.]{{0,80}}?\batt\s+{_WHAT}",
        re.IGNORECASE,
    ),
    # "Motionen föreslås därför anses besvarad."
    Anchored(
        r"(?P<what>\b(?:motion(?:en|erna)?|medborgarförslag(?:et|en)?|interpellationen|skrivelsen|avtalet|samarbetet)\b[^.;:]{0,80}?"
        r"(?<!\s) föreslås (?:därför |därmed |härmed )?"
        r"(?:anses|avslås|bifallas|besvaras|godkännas|antas|återremitteras|förlängas|förnyas|avslutas|sägas upp)\b[^.;]*)",
        re.IGNORECASE,
    ),
)
_ANY_RETOLD = Family((number, pattern) for number, pattern in enumerate(_RETOLD))
# In minutes also "Regiondirektören föreslår att ...": in other papers such an office may be that of whoever asks.
_RETOLD_AT_MEETING = re.compile(
    r"^(?:[A-ZÅÄÖ]\w{2,30}-? och )?\w*(?:kontoret|förvaltningen|kansliet|staben|avdelningen|enheten|direktören|chefen|rektorn?)\b"
    rf"(?: (?:bedömer|anser|konstaterar|menar|finner) att [^.]{{3,200}}? och(?= (?:{_ASKS})\b))?(?:(?!\batt\b)[^.]){{0,60}}?"
    rf"(?:{_PROPOSES}|\bhar (?!tidigare\b)(?:(?!\batt\b)[^.]){{0,60}}?\b(?:{_HAS_ASKED})\b(?:(?!\batt\b)[^.]){{0,40}}?"
    r"\batt\s+(?P<asked>[^.]+))",
    re.IGNORECASE,
)
# "Hon föreslår att ...", where the sentences before tell of a motion.
_PRONOUN = re.compile(
    rf"(?:han|hon|hen|de)\s+(?:(?:anser|bedömer|finner|menar) att [^.]{{3,200}}? och )?(?:{_ASKS})\b(?! inte)"
    rf"(?:(?!\batt\b)[^.]){{0,60}}?\batt\s+{_WHAT}",
    re.IGNORECASE,
)
_TELLS_PETITION = Anchored(rf"\b{_PETITION}\b", re.IGNORECASE)
# An official by name, of whom "hon föreslår" then speaks at a meeting.
_TELLS_OFFICIAL = Anchored(r"\b(?:rektorn?|[a-zåäö]{2,30}(?:chef|direktör|strateg|samordnare|sekreterare)(?:en|n)?)\b", re.IGNORECASE)
# In a motion its writers speak: "Mot bakgrund av detta föreslår jag att ...", "Vi yrkar därför att ...".
_WRITER = r"(?:jag|vi|undertecknade?)"
_FIRST_PERSON = re.compile(
    rf"\b(?:{_WRITER}(?: \w+){{0,2}}? (?:{_ASKS})|(?:{_ASKS}) {_WRITER})\b(?! inte)(?:(?!\batt\b)[^.:]){{0,60}}?\batt\s+(?P<what>[^.]+)",
    re.IGNORECASE,
)


def demand_extents(sentence: str, named: bool = False) -> list[tuple[int, int]]:
    """The extents of the demands in a sentence: "A (S) yrkar bifall till ... samt att ..." holds two. Empty where there is none.

    :param named: whether "Bo Ek (M): Avslag." is a demand too, as under the heading Yrkanden.
    """
    movers = list(_NEXT_MOVER.finditer(sentence)) if "yrka" in sentence else []
    edges = zip([0, *(m.end() for m in movers)], [*(m.start() for m in movers), len(sentence)], strict=True)
    return [(at + a, at + b) for at, end in edges for a, b in _demands(sentence[at:end], named)]


def _demands(sentence: str, named: bool) -> list[tuple[int, int]]:
    """The demands of one group of movers."""
    if passive := _YRKAS.match(sentence) or _ON_WHICH.match(sentence) or (_BACKS.match(sentence) if named else None):
        return [passive.span("what")]
    match = _DEMAND.search(sentence)
    if match is None and named:
        match = _NAMED.match(sentence)
    if match is None or _NO_DEMAND.search(sentence, 0, match.start()):
        return []
    verb = match.groupdict().get("verb")
    # An office proposes too; at a meeting a demand is a member's, who is named with a party.
    if (
        verb is not None
        and verb.lower() in _PROPOSING
        and not _PARTY.search(sentence, 0, match.start())
        and not (named and _CHAIR_PROPOSES.match(sentence))
    ):
        return []
    if verb is not None and verb.lower() == "vill" and not named:
        return []
    rest = sentence[match.end() :]
    labelled = verb is None or (verb.startswith("yrka") and match.group().rstrip().endswith(":"))
    if not _DEMANDED.match(rest) and not (labelled and _wants(rest)):
        return []
    marks = list(_DEMAND_SPLIT.finditer(rest))
    pieces = zip([0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(rest)], strict=True)
    return [(match.end() + a, match.end() + b) for a, b in pieces]


def _wants(words: str) -> bool:
    """Do words behind a name tell what is to be decided: "Avtalet får löpa ut.", "Avtalet tecknas i dag."?"""
    return _WANTED.match(words) is not None or (has_action(words) and _PASSIVE.match(words) is not None)


def labels_mover(sentence: str) -> bool:
    """Does a sentence begin with those who demand something, and a colon: "Bo Ek (m), Eva Al (v): avslag"?"""
    return _LABEL.match(sentence) is not None


def is_demand(words: str) -> bool:
    """Do the words of a list item under the heading Yrkanden demand something: "Bifall till utskottets förslag"?"""
    return _DEMANDED.match(words) is not None


def retold_extents(sentence: str, before: str = "", *, meeting: bool = False) -> list[tuple[int, int]]:
    """The extents of what an office or a motion is said to propose in running text. Empty where nothing is retold.

    :param before: the sentences before it, which tell of whom "hon föreslår" speaks.
    :param meeting: whether it stands in minutes.
    """
    match = next((m for _, pattern in _ANY_RETOLD.likely(sentence) for m in pattern.each(sentence)), None)
    if match is None and meeting:
        match = _RETOLD_AT_MEETING.match(sentence)
    if match is None and (told := _PRONOUN.match(sentence)):
        match = told if _TELLS_PETITION.search(before) or (meeting and _TELLS_OFFICIAL.search(before)) else None
    return _pieces(sentence, match)


def own_extents(sentence: str) -> list[tuple[int, int]]:
    """The extents of what the writers of a motion propose in the first person: "Vi yrkar därför att ...". Empty where they do not."""
    return _pieces(sentence, _FIRST_PERSON.search(sentence))


def _pieces(sentence: str, match: re.Match[str] | None) -> list[tuple[int, int]]:
    """What a proposal says, cut at each "att"."""
    if match is None:
        return []
    start, end = match.span("what") if match["what"] else match.span("asked")
    marks = sorted([*SPLIT_ATT.finditer(sentence, start, end), *_SPLIT_INSTEAD.finditer(sentence, start, end)], key=lambda m: m.start())
    return list(zip([start, *(m.end() for m in marks)], [*(m.start() for m in marks), end], strict=True))
