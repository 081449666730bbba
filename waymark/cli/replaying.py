"""`waymark replay`: a written history against the procedures, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from waymark.cli.places import PACKS
from waymark.cli.sources import source_words
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, State
from waymark.procedures.evaluation.evaluate import StepOffer
from waymark.procedures.expectations import differences, fact_text
from waymark.procedures.explain import explain_barrier, explain_duty
from waymark.procedures.loading import Library, PackError
from waymark.procedures.scenario import Scenario, ScenarioError, read_scenarios


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
def replay(file: Path, as_json: bool) -> None:
    """Evaluate a written history: what is owed and by when, what is offered, what is refused, and why.

    The file has the form of the packs' examples (docs/writing-packs.md). If it says what it expects, differences are listed.

    Exit codes: 0 all as expected, 1 something differs or the file cannot be used, 2 wrong use.

    Example: waymark replay packs/southampton/examples/referral.yaml
    """
    library = Library.read(PACKS)
    try:
        text = file.read_text(encoding="utf-8")
        scenarios = read_scenarios(text, str(file), lambda area, edition: library.pack(area, edition=edition))
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is not UTF-8 text (byte {fault.start}). Save it as UTF-8.") from fault
    except (ScenarioError, PackError) as fault:
        raise click.ClickException(str(fault)) from fault
    results = [_result(scenario) for scenario in scenarios]
    if as_json:
        click.echo(json.dumps(results, indent=2))
    else:
        for result in results:
            _show(result)
    raise SystemExit(1 if any(result["differences"] for result in results) else 0)


def _result(scenario: Scenario) -> dict[str, Any]:
    situation = scenario.situation()
    return {
        "example": scenario.title,
        "area": scenario.area,
        "edition": str(scenario.pack.edition),
        "now": scenario.now.isoformat(),
        "episodes": [_episode(standing) for standing in situation.episodes.values()],
        "differences": differences(scenario, situation),
    }


def _episode(standing: EpisodeSituation) -> dict[str, Any]:
    episode = standing.episode
    return {
        "episode": episode.id,
        "pathway": episode.pathway,
        "subject": episode.subject,
        "open": standing.is_open,
        "pack": episode.pin,
        "duties": [_duty(one, standing) for one in standing.duties],
        "steps": [_step(offer, standing) for offer in standing.steps],
        "cautions": [held.caution.name for held in standing.cautions if held.ruled],
        "facts": {name: fact_text(value) for name, value in standing.facts.items() if value is not None},
    }


def _duty(one: DutyInstance, standing: EpisodeSituation) -> dict[str, Any]:
    return {
        "duty": one.duty.name,
        "title": one.duty.title,
        "state": one.state.value,
        "due": one.due.due_iso() if one.due else None,
        "urgent": one.duty.urgent,
        "strength": one.duty.strength.value,
        "member": one.member,
        "tell": one.audience,
        "explanation": list(explain_duty(one, standing, source_words()).sentences()),
        "cites": list(one.duty.cites),
    }


def _step(offer: StepOffer, standing: EpisodeSituation) -> dict[str, Any]:
    barriers = [
        {
            "rule": barrier.rule.name,
            "verdict": barrier.verdict.value,
            "explanation": list(explain_barrier(barrier, standing.pack, source_words()).sentences()),
        }
        for barrier in offer.barriers
    ]
    return {"step": offer.step.name, "title": offer.step.title, "clear": offer.clear, "barriers": barriers}


_COLOURS = {State.LATE.value: "red", State.MET_LATE.value: "yellow", State.MET.value: "green"}


def _show(result: dict[str, Any]) -> None:
    click.secho(f"\n{result['example']} ({result['area']}, {result['now']})", bold=True)
    for episode in result["episodes"]:
        click.echo(f"  {episode['pathway']}" + ("" if episode["open"] else " (closed)"))
        for duty in episode["duties"]:
            click.secho(f"    {duty['state'].upper():10} {duty['title']}", fg=_COLOURS.get(duty["state"]))
            for sentence in duty["explanation"]:
                click.echo(f"               {sentence}")
        for step in episode["steps"]:
            for barrier in step["barriers"]:
                if barrier["verdict"] != "warns":
                    click.echo(
                        f"    before '{step['title']}': {' '.join(barrier['explanation'][:1])} [{barrier['rule']}]"
                    )
    for difference in result["differences"]:
        click.secho(f"  DIFFERS {difference}", fg="red")
