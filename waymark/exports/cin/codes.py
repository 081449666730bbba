"""The code sets of the Children in Need census, each code with its meaning.

Source: the DfE census specification 2022-23 to 2026-27 as collected in the project's notes on
interoperability (section 1.2). `PPOutcome` (2026-27) has no published code set that we know of,
so its values are not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CodeSet:
    """One code set: its name in plain words, its codes with meanings, and codes since replaced."""

    name: str
    meanings: Mapping[str, str]
    superseded: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, code: str) -> bool:
        """Whether the code is in use now (a superseded one is not)."""
        return code in self.meanings

    def meaning(self, code: str) -> str | None:
        """What the code means, or None when the set does not hold it."""
        return self.meanings.get(code)


ETHNICITY = CodeSet(
    "ethnicity",
    {
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WIRT": "Traveller of Irish heritage",
        "WOTH": "any other White background",
        "WROM": "Gypsy or Roma",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "any other mixed background",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "AOTH": "any other Asian background",
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "any other Black background",
        "CHNE": "Chinese",
        "OOTH": "any other ethnic group",
        "REFU": "refused",
        "NOBT": "information not yet obtained",
    },
)

DISABILITY = CodeSet(
    "disability",
    {
        "NONE": "no disability",
        "MOB": "mobility",
        "HAND": "hand function",
        "PC": "personal care",
        "INC": "incontinence",
        "COMM": "communication",
        "LD": "learning",
        "HEAR": "hearing",
        "VIS": "vision",
        "BEH": "behaviour",
        "CON": "consciousness",
        "AUT": "diagnosed with autism or Asperger syndrome",
        "DDA": "other disability within the meaning of the Equality Act",
    },
)

SEX = CodeSet("sex (from 2024-25)", {"M": "male", "F": "female", "U": "unknown"})

GENDER = CodeSet("gender (before 2024-25)", {"0": "not known", "1": "male", "2": "female", "9": "not specified"})

SEX_OF_GENDER: Mapping[str, str] = {"0": "U", "1": "M", "2": "F", "9": "U"}
"""How a gender code of the years before 2024-25 is written as a sex code."""

REFERRAL_SOURCE = CodeSet(
    "referral source",
    {
        "1A": "family member, relative or carer",
        "1B": "acquaintance",
        "1C": "self",
        "1D": "other individual",
        "2A": "school",
        "2B": "education services",
        "3A": "general practitioner",
        "3B": "health visitor",
        "3C": "school nurse",
        "3D": "other primary health service",
        "3E": "accident and emergency department",
        "3F": "other health service",
        "4": "housing",
        "5A": "social care of this authority",
        "5B": "another service of this authority",
        "5C": "another authority",
        "5D": "early help of this authority (from 2022-23)",
        "6": "police",
        "7": "other legal agency",
        "8": "other",
        "9": "anonymous",
        "10": "unknown",
    },
)

PRIMARY_NEED = CodeSet(
    "primary need",
    {
        "N1": "abuse or neglect",
        "N2": "child's disability or illness",
        "N3": "parental disability or illness",
        "N4": "family in acute stress",
        "N5": "family dysfunction",
        "N6": "socially unacceptable behaviour",
        "N7": "low income",
        "N8": "absent parenting",
        "N9": "cases other than children in need",
        "N0": "not stated",
    },
)

REASON_FOR_CLOSURE = CodeSet(
    "reason for closure",
    {
        "RC1": "adopted",
        "RC2": "died",
        "RC3": "child arrangements order",
        "RC4": "special guardianship order",
        "RC5": "moved to another authority",
        "RC6": "passed to adult social care",
        "RC7": "other, including no longer in need",
        "RC8": "closed after assessment, no further action",
        "RC9": "closed after assessment, referred to early help (from 2022-23)",
    },
)

CATEGORY_OF_ABUSE = CodeSet(
    "category of abuse",
    {"NEG": "neglect", "PHY": "physical", "SAB": "sexual", "EMO": "emotional", "MUL": "multiple"},
)

UPN_UNKNOWN = CodeSet(
    "reason for no unique pupil number",
    {
        "UN1": "not of school age, or none assigned yet",
        "UN2": "never in a maintained school in England",
        "UN3": "educated outside England",
        "UN4": "newly in need, number not yet known",
        "UN5": "sources disagree",
        "UN6": "not stated in the sources that this project holds",
        "UN7": "referral with no further action only",
    },
)

ASSESSMENT_FACTORS = CodeSet(
    "factor at the end of assessment",
    {
        "1A": "alcohol misuse: child",
        "1B": "alcohol misuse: parent or carer",
        "1C": "alcohol misuse: another person in the household",
        "2A": "drug misuse: child",
        "2B": "drug misuse: parent or carer",
        "2C": "drug misuse: another person in the household",
        "3A": "domestic abuse: child",
        "3B": "domestic abuse: parent or carer",
        "3C": "domestic abuse: another person in the household",
        "4A": "mental health: child",
        "4B": "mental health: parent or carer",
        "4C": "mental health: another person in the household",
        "5A": "learning disability: child",
        "5B": "learning disability: parent or carer",
        "5C": "learning disability: another person in the household",
        "6A": "physical disability or illness: child",
        "6B": "physical disability or illness: parent or carer",
        "6C": "physical disability or illness: another person in the household",
        "7A": "young carer",
        "8B": "private fostering: overseas, intends to return",
        "8C": "private fostering: overseas, intends to stay",
        "8D": "private fostering: in an educational placement in the United Kingdom",
        "8E": "private fostering: alternative family arrangement in the United Kingdom",
        "8F": "private fostering: other",
        "9A": "unaccompanied asylum-seeking child",
        "10A": "going or being missing",
        "11A": "child sexual exploitation",
        "12A": "trafficking",
        "13A": "gangs",
        "14A": "socially unacceptable behaviour",
        "15A": "self-harm",
        "16A": "neglect",
        "17A": "emotional abuse",
        "18B": "physical abuse: child on child",
        "18C": "physical abuse: adult on child",
        "19B": "sexual abuse: child on child",
        "19C": "sexual abuse: adult on child",
        "20": "other",
        "21": "no factors identified",
        "22A": "female genital mutilation",
        "23A": "abuse linked to faith or belief",
        "24A": "child criminal exploitation",
    },
    superseded={"18A": "18B or 18C", "19A": "19B or 19C"},
)
