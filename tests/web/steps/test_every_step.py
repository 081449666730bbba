"""In every area, every step of every pathway is opened, filled and sent by its page, by somebody with a right role.

It is recorded, or refused by a rule of the pack that the page names, and then recorded as having happened already.
"""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.cast import MONDAY
from tests.web.steps.setting import AREAS
from tests.web.steps.walking import Walker
from waymark.casefile.packs import pack_on
from waymark.procedures.language.pack import Pack

pytestmark = pytest.mark.django_db


def _in_order(pack: Pack, pathway: str):
    """The steps of a pathway: those that begin it, the others, and those that close it at the end."""
    own = [step for step in pack.steps.values() if step.pathway == pathway]
    starts = pack.pathways[pathway].starts
    return sorted(own, key=lambda step: (step.closes, step.name not in starts))


#: Everywhere on SQLite; what PostgreSQL does differently shows in one area.
WALKED = AREAS if "sqlite" in settings.DATABASES["default"]["ENGINE"] else ("southampton",)


@pytest.mark.parametrize("area", WALKED)
def test_every_step_of_every_pathway_can_be_recorded_on_its_page(area):
    pack = pack_on(area, MONDAY.date())
    rules = {entry.title for kind in (pack.gates, pack.cautions, pack.duties) for entry in kind.values()}
    for pathway in pack.pathways:
        walker = Walker(pack, f"child:{pathway}")
        walker.begins_a_file()
        for step in _in_order(pack, pathway):
            outcome = walker.records(step)

            for rule in outcome.rules:
                assert any(title in rule for title in rules), f"{step.name} was refused by no rule of the pack: {rule}"
