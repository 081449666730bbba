"""A role may need something or rule somebody out; what is not known yet refuses nobody by itself."""

import pytest

from tests.procedures.evaluation.small_packs import situation, small_pack
from waymark.procedures.evaluation.roles import may_act

PACK = """
steps:
  asked:
    title: Asked for
    by: anyone
    form: asking
    cites: [T-01]
  held:
    title: Panel held
    by: [panel-member, manager]
    closes: yes
    cites: [T-01]
  trained:
    title: Trained
    by: anyone
    cites: [T-01]
forms:
  asking:
    title: Asking
    cites: [T-01]
    questions:
      related:
        ask: Is the member related to the applicant?
        type: yes-no
roles:
  anyone: {title: Anyone, cites: [T-01]}
  manager: {title: Manager, held-by: [head-of-service], cites: [T-01]}
  panel-member:
    title: Panel member
    needs: {happened: trained}
    not: {fact: related, is: yes}
    cites: [T-01]
"""

ASKED = "- {at: 2026-03-02T09:00, step: visit/asked, answers: {related: ANSWER}}"
TRAINED = "- {at: 2026-03-02T10:00, step: visit/trained}"


def standing(role, *, related="no", trained=True):
    events = ASKED.replace("ANSWER", related) + ("\n" + TRAINED if trained else "")
    found = situation(small_pack(PACK), events, "2026-03-03T09:00")
    (visit,) = found.of_pathway("visit")
    return may_act(visit.reasoner, visit.pack.steps["visit/held"].by, role, visit.point)


def test_a_role_that_the_step_names_may_act():
    assert standing("panel-member").may is True


def test_a_role_that_it_does_not_name_may_not():
    assert standing("teacher").may is False


def test_a_holder_of_a_named_role_may():
    assert standing("head-of-service").may is True


def test_a_conflict_of_interest_rules_out_and_is_named():
    found = standing("panel-member", related="yes")

    assert found.may is False
    assert found.ruled_out == ("visit/panel-member",)


def test_what_a_role_needs_and_has_not_rules_out():
    assert standing("panel-member", trained=False).may is False


def test_a_conflict_that_nobody_asked_about_is_unknown_and_no_refusal():
    assert standing("panel-member", related="not-known").may is None


@pytest.mark.parametrize("related", ["yes", "no", "not-known"])
def test_another_role_is_not_touched_by_it(related):
    assert standing("manager", related=related).may is True
