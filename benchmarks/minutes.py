"""Long minutes as dumps hold them: 20 to 60 full pages of ordinary matters, one in fifteen a partnership. All facts are invented."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from random import Random
from typing import Final

from tools.generator.facts import Place
from tools.generator.world import Person, Population, foreign_places, municipalities, tables

SEED: Final = 20260102
LEAST_PAGES, MOST_PAGES = 20, 60
# What a page of eleven points holds between its head and foot.
_WIDTH, _LINES = 84, 46
_MONTHS: Final = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]
_SUBJECTS: Final = (
    "detaljplan för {plot}", "budgetuppföljning per {month}", "ny förskola i {quarter}", "upphandling av skolskjuts",
    "taxa för renhållning", "cykelväg längs {street}", "revidering av reglemente för {committee}", "lokalförsörjningsplan",
    "försäljning av mark vid {street}", "äldreomsorgens bemanning", "simhallens öppettider", "bidrag till {club}",
    "utbyggnad av vatten och avlopp i {quarter}", "borgen för bostadsbolaget", "yttrande över {remit}", "ombyggnad av torget",
    "ledningssystem för säkerhet", "skolornas digitala verktyg", "fördjupad översiktsplan för {quarter}", "svar på motion om {topic}",
    "medborgarförslag om {topic}", "årsredovisning för {past}", "markanvisning av {plot}", "tillköp av lokaler på {street}",
)  # fmt: skip
_SUBSTANCE: Final = (
    "{Actor} har tagit fram ett förslag som bygger på den utredning som genomfördes under {season} {past}",
    "{Actor} har yttrat sig och anser att kostnaderna ryms inom den ram som fullmäktige har beslutat om",
    "Den totala utgiften beräknas till {money} under perioden {past}–{coming}",
    "Ärendet har beretts av arbetsutskottet, som den {day} föreslog att förslaget skulle antas",
    "Bedömningen är att barns bästa har beaktats i arbetet med {thing}",
    "{Actor} föreslår att en ny prövning görs när underlaget är komplett",
    "Utbyggnaden i {quarter} påverkar inte riksintressen och bedöms inte medföra betydande miljöpåverkan",
    "Kommunens befolkning väntas öka med {share} procent till år {coming}, vilket ställer krav på fler platser i förskola och skola",
    "Medel för {thing} anvisas ur investeringsbudgeten, och driftkostnaden beaktas i det kommande budgetarbetet",
    "Räddningstjänsten har inget att erinra mot {thing}",
    "Av utvärderingen framgår att verksamheten i stort har nått målen, men att sjukfrånvaron är {share} procent",
    "Fastighetsägaren till {plot} har beretts tillfälle att lämna synpunkter enligt 5 kap. {number} § plan- och bygglagen",
    "Tidplanen förutsätter att upphandlingen kan påbörjas under det {quarter_year} kvartalet {coming}",
    "Frågan om parkering vid {street} hanteras i ett eget ärende",
    "Under {season} har {number} synpunkter kommit in, de flesta från boende i {quarter}",
    "{Actor} framhåller att {thing} behöver samordnas med arbetet i {quarter} och med de åtgärder som beslutades i {month}",
    "Kostnaden för {thing} uppgår till {money}, varav {money} avser lokaler och inventarier",
    "Enligt {law} ska kommunen se till att den som berörs får del av underlaget innan ett beslut fattas",
    "Antalet elever i grundskolan har minskat med {number} sedan {past} och prognosen pekar på en fortsatt minskning",
    "Sammanlagt {number} personer har tagit del av insatsen, och väntetiden har förkortats med {share} veckor",
    "{Actor} delar uppfattningen att {thing} är angelägen men ser svårigheter med att finansiera den före {coming}",
    "Alternativet att hyra lokaler på {street} har prövats och bedöms bli dyrare på sikt",
    "Förslaget innebär att avgiften höjs från {money} till {money} om året från och med den 1 januari {coming}",
    "Revisorerna har granskat rutinerna för {thing} och rekommenderar att uppföljningen blir tydligare",
    "Samråd har hållits med {club} och med de fackliga organisationerna enligt lagen om medbestämmande i arbetslivet",
    "De ekonomiska konsekvenserna redovisas i tjänsteskrivelsen, och någon ytterligare påverkan på resultatet väntas inte",
)  # fmt: skip
_ACTORS: Final = (
    "Kommunledningskontoret", "Samhällsbyggnadsförvaltningen", "Utbildningsförvaltningen", "Socialförvaltningen", "Förvaltningen",
    "Nämnden", "Ekonomiavdelningen", "Miljökontoret", "Kultur- och fritidsförvaltningen", "Tekniska kontoret",
)  # fmt: skip
_THINGS: Final = (
    "planen", "utbyggnaden", "den nya organisationen", "ombyggnaden av köket", "gång- och cykelvägen", "systembytet", "upphandlingen",
    "lokalerna", "reglementet", "verksamheten för unga", "den planerade förskolan", "ledningsnätet", "underhållet av gatorna",
    "hemtjänsten",
)  # fmt: skip
_LAWS: Final = ("kommunallagen", "skollagen", "socialtjänstlagen", "plan- och bygglagen", "miljöbalken", "lagen om offentlig upphandling")
_DECISIONS: Final = (
    ("att godkänna förslaget till {subject},", "att uppdra åt {committee} att återkomma senast den {ahead}."),
    ("1. Förslaget till {subject} antas enligt förvaltningens förslag.", "2. Beslutet gäller om fullmäktige anvisar medel."),
    ("Informationen om {subject} antecknas till protokollet.",),
    ("Ärendet återremitteras till {committee} för vidare beredning.",),
    ("att föreslå kommunfullmäktige besluta", "att anta {subject}."),
    ("Motionen anses besvarad med hänvisning till förvaltningens yttrande.",),
)
_PARTNERSHIPS: Final = (
    "att förlänga samarbetsavtalet med {place} i {country} till och med den {ahead}.",
    "att avsluta vänortssamarbetet med {place} i {country}.",
    "att godkänna samarbetsavtalet med {place}, {country}, för tiden {past}–{coming}.",
)


def long_minutes(count: int, first: int = 0) -> Iterator[str]:
    """The texts of ``count`` long minutes, form feeds between pages; the same each time, each from its number on from ``first``."""
    for number in range(first, first + count):
        yield _Minutes(Random(f"{SEED}:{number}")).text()  # noqa: S311


class _Minutes:
    """One meeting: its people, and the words for whatever a sentence leaves open."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.year = random.randint(2002, 2024)
        self.home = random.choice(municipalities())
        population = Population(random, self.year)
        self.members = [population.politician() for _ in range(random.randint(9, 15))]
        self.officials = [population.official() for _ in range(3)]
        self.opened = f"{self.year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        self.head = [f"{self.home.canonical} kommun".ljust(52) + "SAMMANTRÄDESPROTOKOLL", "Kommunstyrelsen".ljust(52) + self.opened, ""]

    def text(self) -> str:
        wanted = self.random.randint(LEAST_PAGES, MOST_PAGES) * _LINES
        lines, number = self._cover(), self.random.randint(1, 150)
        while len(lines) < wanted - _LINES // 2:
            lines += self._matter(number)
            number += 1
        chunks = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
        return "\f".join("\n".join([*self.head, *chunk, "", f"Sida {n} av {len(chunks)}"]) + "\n" for n, chunk in enumerate(chunks, 1))

    def _cover(self) -> list[str]:
        people = [f"{m.name} ({m.party})" for m in self.members]
        return [
            "Plats och tid         Kommunhuset, sammanträdesrum Ljungen, kl. 13.00–16.20",
            f"Beslutande            {people[0]}, ordförande",
            *(" " * 22 + name for name in people[1:]),
            f"Övriga närvarande     {self.officials[0].name}, kommundirektör",
            *(" " * 22 + f"{o.name}, {title}" for o, title in zip(self.officials[1:], ("ekonomichef", "sekreterare"), strict=True)),
            f"Justerare             {self.members[1].name}",
            "",
        ]

    def _matter(self, number: int) -> list[str]:
        random = self.random
        partnership = random.random() < 1 / 15
        place = random.choice(foreign_places())
        subject = f"samarbetet med {place.canonical}" if partnership else self._filled(random.choice(_SUBJECTS), place)
        decision: tuple[str, ...] = (random.choice(_PARTNERSHIPS),) if partnership else random.choice(_DECISIONS)
        lines = ["", f"§ {number}   {subject[0].upper()}{subject[1:]}", f"Dnr KS {self.year}/{random.randint(10, 999)}", ""]
        lines += ["Kommunstyrelsens beslut", ""]
        for item in decision:
            lines += textwrap.wrap(self._filled(item, place, subject), _WIDTH)
        lines += ["", "Sammanfattning av ärendet", ""]
        for _ in range(random.randint(2, 5)):
            lines += [*self._paragraph(place), ""]
        return lines + self._debate() + self._papers(place)

    def _paragraph(self, place: Place) -> list[str]:
        sentences = self.random.sample(_SUBSTANCE, self.random.randint(4, 8))
        return textwrap.wrap(" ".join(f"{self._filled(s, place)}." for s in sentences), _WIDTH)

    def _debate(self) -> list[str]:
        random, lines = self.random, list[str]()
        one, other = random.sample(self.members, 2)
        if random.random() < 0.5:
            lines += ["Yrkanden", "", f"{_told(one)} yrkar bifall till arbetsutskottets förslag.", f"{_told(other)} yrkar återremiss.", ""]
        if random.random() < 0.4:
            told = "Ordföranden ställer förslagen mot varandra och finner att kommunstyrelsen beslutar enligt arbetsutskottets förslag."
            lines += ["Beslutsgång", "", *textwrap.wrap(told, _WIDTH), ""]
        if random.random() < 0.2:
            lines += ["Reservation", "", f"{_told(other)} reserverar sig mot beslutet till förmån för eget yrkande.", ""]
        return lines

    def _papers(self, place: Place) -> list[str]:
        sources = ("• Tjänsteskrivelse den {day}", "• Protokollsutdrag § {number}, arbetsutskottet den {day}")
        return [
            "Beslutsunderlag",
            "",
            *(self._filled(s, place) for s in sources),
            "",
            "Beslutet skickas till",
            "",
            self._of("committees"),
            "",
        ]

    def _of(self, name: str) -> str:
        return str(self.random.choice(tables()["local"][name]))

    def _filled(self, template: str, place: Place, subject: str = "") -> str:
        random = self.random
        words = {
            "Actor": random.choice(_ACTORS),
            "committee": self._of("committees").lower(),
            "street": self._of("streets"),
            "quarter": self._of("quarters"),
            "plot": self._of("plots"),
            "club": self._of("clubs"),
            "topic": self._of("topics"),
            "remit": random.choice(tables()["remits"]),
            "thing": random.choice(_THINGS),
            "law": random.choice(_LAWS),
            "season": random.choice(("våren", "hösten", "sommaren", "vintern")),
            "quarter_year": random.choice(("första", "andra", "tredje", "fjärde")),
            "month": random.choice(_MONTHS),
            "day": f"{random.randint(1, 28)} {random.choice(_MONTHS)} {self.year}",
            "ahead": f"{random.randint(1, 28)} {random.choice(_MONTHS)} {self.year + 1}",
            "past": self.year - random.randint(0, 4),
            "coming": self.year + random.randint(1, 6),
            "number": random.randint(2, 180),
            "share": f"{random.randint(1, 19)},{random.randint(0, 9)}",
            "place": place.canonical,
            "country": place.country,
            "subject": subject,
        }
        # Two amounts in one sentence differ.
        while "{money}" in template:
            template = template.replace("{money}", f"{random.randint(1, 9)} {random.randint(0, 99) * 10:03} 000 kronor", 1)
        return template.format_map(words)


def _told(person: Person) -> str:
    return f"{person.name} ({person.party})"
