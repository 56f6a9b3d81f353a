"""Judge whether a page's text layer can be trusted, or the page should be recognised from its image."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

_FREQUENT: Final = """
    och att i det som en på är av för med till den har de ett om inte kommer från vi man eller han kan så när hur vid detta
    ut nu över även sig alla efter denna dessa ska skall också vara varit blir bli blivit bör måste får få fått under mellan
    genom utan enligt samt dock där här då sedan innan före mot hos per cirka vilket vilka vilken sin sitt sina dess deras
    vår våra vårt ni jag du hon dem oss er mer mest mycket många flera fler några någon något ingen inget inga annan annat
    andra samma hela varje både varken antingen men utan därför eftersom medan tills inom utom bland kring runt trots
    gäller gällande avseende angående beträffande rörande följande föregående ovan nedan senast tidigare senare redan
    kommun kommunen kommunens kommuner kommunerna kommunal kommunala kommunalt kommunstyrelsen kommunstyrelsens
    kommunfullmäktige kommunfullmäktiges fullmäktige styrelsen nämnden nämndens nämnder utskott utskottet arbetsutskott
    förvaltningen förvaltningens kontoret stadsledningskontoret kommunledningskontoret stad staden stadens region regionen
    beslut beslutar beslutade besluta besluten beslutas beslutet föreslår förslag förslaget förslagets yrkande yrkanden
    yrkar bifall bifaller avslag avslå avslår ärende ärendet ärenden ärendets protokoll protokollet protokollsutdrag
    sammanträde sammanträdet sammanträdesdatum sammanträdesprotokoll paragraf bilaga bilagor handling handlingar
    ordförande ordföranden ledamot ledamöter ersättare sekreterare justerare justering justerat justeras närvarande
    tjänstgörande tjänsteskrivelse tjänsteutlåtande tjänsteskrivelsen handläggare dnr diarienummer datum sida sidan nr
    motion motionen motionären svar besvarad reservation reserverar reserverade proposition omröstning röster ja nej
    avstår anteckna anteckningar godkänna godkänner godkänns anta antar antas fastställa fastställer fastställs
    avtal avtalet avtalets överenskommelse överenskommelsen samarbete samarbetet samarbeten samverkan partnerskap
    vänort vänorter vänortsavtal utbyte utveckling utveckla verksamhet verksamheten verksamheter uppdrag uppdra uppdras
    redovisning rapport information ekonomi ekonomiska budget kostnad kostnader kronor procent medel bidrag plan planen
    program strategi riktlinjer mål arbete arbetet arbeta barn unga skola skolan elever utbildning miljö hållbar
    näringsliv kultur hälsa vård omsorg social sociala sociala rättigheter mänskliga invånare medborgare sverige svenska
    svensk internationella internationellt internationell lokala lokalt januari februari mars april maj juni juli augusti
    september oktober november december år året åren dag dagar tid tiden period perioden första andra tredje nya ny nytt
    stor stora större del delar delen behov möjlighet möjligheter syfte syftet bakgrund sammanfattning bedömning
    beslutsunderlag yttrande remiss remissen skickas skrivelse till tid plats kl genomföra tas tagit ta ge ger gett göra
    gör gjort finns finnas fanns innebär innebära anser anse anses framgår framför finner ställer lämna lämnar lämnat
    the and of to in is that for with on as be are by this will from or an at have has not which shall parties agreement
    """

COMMON_WORDS: Final = frozenset(_FREQUENT.split())
"""Frequent words of Swedish municipal papers, and the few English ones that agreements abroad are written with."""

_UNREADABLE: Final = re.compile(
    # U+0002 is PDFium's hyphen; some private-use characters are the bullets of symbol fonts.
    r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf02c\uf02e-\uf06d\uf06f-\uf075\uf077-\uf0a6"
    r"\uf0a9-\uf0b6\uf0b8-\uf0d7\uf0d9-\uf0fb\uf0fd-\uf8ff]"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SWEDISH_MARKS: Final = frozenset(
    ("och", "att", "som", "av", "med", "till", "ett", "det", "om", "den", "inte", "i", "en", "de", "har", "kan", "vid", "ska")
)
_MIXED: Final = re.compile(r"[a-zåäö][0-9~^|!{}\[\]<>*#$]+[a-zåäö]|\b0[a-zåäö]{2}")
# Finds at least as many places as _MIXED, and three times as fast, as it looks for the fewer signs first.
_PERHAPS_MIXED: Final = re.compile(r"[0-9~^|!{}\[\]<>*#$](?:(?<=[a-zåäö].)[0-9~^|!{}\[\]<>*#$]*[a-zåäö]|(?<=\b0)[a-zåäö]{2})")
_DIGIT: Final = re.compile(r"\d")
_ENOUGH_WORDS: Final = 25
_VOWEL: Final = re.compile(r"[aeiouyåäöéüøæ]")
_CLUSTER: Final = re.compile(r"[^aeiouyåäöéüøæ]{6}")


@lru_cache(maxsize=2)  # asked for several times of one page
def visible_characters(text: str) -> int:
    """The number of characters that are not white space."""
    return len("".join(text.split()))


def unreadable_share(text: str) -> float:
    """The share of visible characters that stand for nothing: U+FFFD, control and private-use characters."""
    # Most pages have nothing but printable characters between their line ends, which takes a fraction of the time to see.
    if "\ufffd" not in text and text.replace("\r\n", "").isprintable():
        return 0.0
    return len(_UNREADABLE.findall(text)) / max(1, visible_characters(text))


def legible(text: str) -> bool:
    """Whether the text of a page is language, a table or numbers rather than the noise of a broken text layer.

    Judges in order: unreadable characters, known words, and the shape of the unknown ones (word-like names and foreign
    languages have vowels and sensible case; noise does not).
    """
    if unreadable_share(text) > 0.005:
        return False
    words = _WORD.findall(text)
    letters = len("".join(words))
    visible = visible_characters(text)
    if letters >= 300 and letters > 14 * len(words):
        return False
    digits = len(_DIGIT.findall(text))
    if len(words) < _ENOUGH_WORDS:
        return letters + digits >= 0.5 * visible
    return _known_enough(words) and _well_shaped(text, words, visible, letters + digits)


def _known_enough(words: list[str]) -> bool:
    """Whether running text has the frequent words, and Swedish text its å, ä and ö, which some fonts lose on the way."""
    lower = list(filter(str.islower, words))
    capitals = [w.lower() for w in filter(str.isupper, words) if len(w) > 1]
    # Whole pages in capitals exist; otherwise capitals are names and abbreviations, which no list of words has.
    distinct = set(capitals if len(capitals) > 0.7 * len(words) else lower)
    if len(distinct) >= 25 and len(distinct & COMMON_WORDS) < 0.04 * len(distinct):
        return False
    swedish = sum(map(_SWEDISH_MARKS.__contains__, lower))
    if len(lower) >= 100 and swedish >= 0.08 * len(lower):
        letters = "".join(lower)
        return sum(letters.count(c) for c in "åäö") >= 0.003 * len(letters)
    return True


def _well_shaped(text: str, words: list[str], visible: int, letters_and_digits: int) -> bool:
    """Whether most words are word-like: not scattered letters, not letters mixed with digits and signs."""
    if sum([count for w, count in Counter(words).items() if not _word_like(w)]) > 0.3 * len(words):
        return False
    if list(map(len, words)).count(1) > 0.5 * len(words):
        return False
    few = 0.08 * len(text.split())
    if len(_PERHAPS_MIXED.findall(text)) > few and len(_MIXED.findall(text)) > few:
        return False
    symbols = visible - letters_and_digits - sum(text.count(c) for c in ".,-–:;/()§%_•…")
    return symbols <= 0.1 * visible


@lru_cache(maxsize=16384)
def _word_like(word: str) -> bool:
    """Whether letters could be a word, name or abbreviation in a European language."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return len(word) > 3 and word[0].isupper() and sum(c.isupper() for c in word) <= 2
    if len(word) <= 3 or word.isupper():
        return True
    return _VOWEL.search(word.lower()) is not None and _CLUSTER.search(word.lower()) is None
