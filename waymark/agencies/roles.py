"""The roles in which people use Waymark, in their words, and the words that packs use for the same people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sight(StrEnum):
    """How much of the children's files a role may see; within it, only its own areas, agency or team."""

    AREA = "area"
    """Every file of the post's areas."""
    INVOLVED = "involved"
    """The files of children with whom the post's agency is involved."""
    OWN_REFERRALS = "own-referrals"
    """What became of the referrals that the post's agency made."""
    FIGURES = "figures"
    """Figures and procedures, no child's file."""
    NONE = "none"
    """Users and settings, no child's file."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role: how people call it, what it sees, and as which of the packs' roles its holder acts (the first that a step allows)."""

    word: str
    title: str
    sees: Sight
    acts_as: tuple[str, ...]
    leads: bool = False
    """Whether the role allocates work and authorises what others propose."""


ROLES: dict[str, Role] = {
    role.word: role
    for role in (
        Role("professional-referrer", "Professional referrer", Sight.OWN_REFERRALS, ("practitioner",)),
        Role("contact-officer", "MASH contact officer", Sight.AREA, ("call-handler", "mash", "practitioner")),
        Role(
            "mash-manager", "MASH manager", Sight.AREA, ("manager", "social-worker", "call-handler", "mash"), leads=True
        ),
        Role("social-worker", "Social worker", Sight.AREA, ("social-worker", "allocated-worker", "lead-practitioner")),
        Role("team-manager", "Team manager", Sight.AREA, ("manager", "social-worker"), leads=True),
        Role("conference-chair", "Conference chair", Sight.AREA, ("conference-chair",)),
        Role("partner-representative", "Partner representative", Sight.INVOLVED, ("practitioner", "lead-practitioner")),
        Role("emergency-duty-team", "Emergency duty team", Sight.AREA, ("social-worker", "call-handler")),
        Role("business-manager", "Partnership business manager", Sight.FIGURES, ()),
        Role("system-administrator", "System administrator", Sight.NONE, ()),
    )
}

#: What packs call somebody who works in an agency of this kind, beside what their role says.
AGENCY_ROLES: dict[str, tuple[str, ...]] = {
    "police": ("police",),
    "health": ("health",),
    "school": ("school", "safeguarding-lead"),
    "council": ("early-help/family-support-service", "early-help/early-help-coordinator"),
    "voluntary": (),
}
