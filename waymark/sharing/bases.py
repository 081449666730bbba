"""The lawful bases on which an agency may share what it knows about a child, each in a sentence or two for whoever answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """One lawful basis: its short word, its name, and when it is the right one."""

    word: str
    title: str
    explanation: str


BASES: dict[str, Basis] = {
    one.word: one
    for one in (
        Basis(
            "public-task",
            "Public task",
            "Your agency's own safeguarding duty, for instance section 11 of the Children Act 2004. The usual basis for public bodies.",
        ),
        Basis(
            "legal-obligation",
            "Legal obligation",
            "A law says that you must, for instance section 47(9) to (11) of the Children Act 1989: helping with a child protection enquiry.",
        ),
        Basis(
            "vital-interests",
            "Vital interests",
            "Somebody's life is in danger and nothing else will do in the time there is.",
        ),
        Basis(
            "legitimate-interests",
            "Legitimate interests",
            "For bodies without a public task, such as a charity: keeping a child safe outweighs the intrusion.",
        ),
        Basis(
            "consent",
            "Consent",
            "The person agreed freely and may change their mind. Choose this only if you would not share without it.",
        ),
    )
}
