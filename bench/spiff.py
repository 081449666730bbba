"""A case beside SpiffWorkflow running an equal process in the same run: `python -m bench spiff`.

The process: 100 steps that follow one another, and after each a duty: it is due 10 working days after the step and
met by the next. SpiffWorkflow runs it as its users write it (BPMN: a user task for each step, with a timer on its edge
for the deadline) and in the leanest way that it offers (no BPMN: one plain task for each step and one for each duty).
Its specification is built once; then new cases run to their end. Ours is a pack of 100 steps and 100 duties; a case is
a history of 100 events, told all at once or one by one, and everything owed is asked for, with each deadline.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from bench.measuring import Row, per_second
from waymark.procedures.evaluation import Running, evaluate
from waymark.procedures.evaluation.instances import State
from waymark.procedures.history import Event, History, Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.time import Moment

STEPS = 100
GOAL = 50
BEGIN = date(2026, 1, 5)


def run(*, quick: bool = False) -> list[Row]:
    """Rows with `name` and `per_second` (cases); ours with `times_bpmn` and `times_lean` beside the two peers.

    Ours is measured before SpiffWorkflow is loaded, so that neither is slowed down by what the other holds in memory.
    """
    rounds, cases = (1, 2) if quick else (40, 5)
    ours = [(name, _speed(work, cases, rounds)) for name, work in (("at once", _ours()), ("one by one", _one_by_one()))]
    bpmn = per_second(_spiff_bpmn(), 1, min(rounds, 5))
    lean = per_second(_spiff_lean(), 1, min(rounds, 20))
    return [
        {"name": "SpiffWorkflow, BPMN with a timer for each deadline", "per_second": bpmn},
        {"name": "SpiffWorkflow, plain tasks, no deadlines", "per_second": lean},
        *(_beside(f"ours, the events {how}", speed, bpmn, lean) for how, speed in ours),
    ]


def _beside(name: str, speed: float, bpmn: float, lean: float) -> Row:
    times = {"times_bpmn": round(speed / bpmn, 1), "times_lean": round(speed / lean, 1)}
    goal = f"at least {GOAL} times SpiffWorkflow with its deadlines"
    return {"name": name, "per_second": speed, **times, "goal": goal, "met": speed >= GOAL * bpmn}


def _speed(work: Callable[[], object], cases: int, rounds: int) -> float:
    work()
    return per_second(partial(_repeat, work, cases), cases, rounds)


def _repeat(work: Callable[[], object], times: int) -> None:
    for _ in range(times):
        work()


# Ours


def pack() -> Pack:
    """A hundred steps in a row, and a duty after each."""
    head = 'pack: bench\nedition: "1"\nfrom: 2020-01-01\ncites: [BENCH]\n'
    steps, duties = [], []
    for number in range(1, STEPS + 1):
        when = f"\n    when: {{all: [{{happened: step-{number - 1}}}, {{not: {{happened: step-{number}}}}}]}}"
        steps.append(
            f"  step-{number}:\n    title: Step {number}\n    by: social-worker\n    cites: [BENCH]{when if number > 1 else ''}"
        )
        met_by = f"step-{number + 1}" if number < STEPS else "end"
        duties.append(
            f"  duty-{number}:\n    title: Duty {number}\n    upon: step-{number}\n    do: {met_by}\n"
            f"    within: 10 working days\n    strength: must\n    cites: [BENCH]"
        )
    steps.append(
        "  end:\n    title: End\n    by: social-worker\n    closes: yes\n    acts: [close]\n    cites: [BENCH]"
    )
    roles = "roles:\n  social-worker:\n    title: Social worker\n    cites: [BENCH]\n"
    area = f"{head}title: Bench\n{roles}"
    text = f"{head}pathway: row\ntitle: A row of steps\nabout: child\nstarts: step-1\nsteps:\n" + "\n".join(steps)
    return Library(
        {"packs/bench/area.yaml": area, "packs/bench/row.yaml": f"{text}\nduties:\n" + "\n".join(duties) + "\n"}
    ).pack("bench")


def events(seed: int = 1) -> list[Event]:
    """The opening and a hundred steps, a few days apart: some deadlines are missed."""
    chance = random.Random(seed)
    day = BEGIN
    found = [_event(0, Kind.OPENED, "row", day)]
    for number in range(1, STEPS + 1):
        found.append(_event(number, Kind.DONE, f"row/step-{number}", day))
        day += timedelta(days=chance.randint(1, 16))
    return found


def _event(number: int, kind: Kind, name: str, day: date) -> Event:
    occurred = Moment.at(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    return Event(
        id=f"e{number}",
        kind=kind,
        name=name,
        episode="row-1",
        subject="child:SYN1",
        occurred=occurred,
        recorded=occurred.start,
        sequence=number,
    )


def _ours() -> Callable[[], object]:
    rules, happened = pack(), events()
    now = happened[-1].occurred.end + timedelta(days=1)

    def work() -> object:
        owed = evaluate(History(happened), rules, now).duties
        assert len(owed) == STEPS
        assert owed[0].state in (State.MET, State.MET_LATE)
        return owed

    return work


def _one_by_one() -> Callable[[], object]:
    rules, happened = pack(), events()

    def work() -> object:
        running = Running(History(happened[:1]), rules, happened[0].occurred.end)
        for event in happened[1:]:
            owed = running.add(event, event.occurred.end).duties
        assert len(owed) == STEPS
        return owed

    return work


# SpiffWorkflow's


def _spiff_lean() -> Callable[[], object]:
    from SpiffWorkflow.specs.Simple import Simple
    from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
    from SpiffWorkflow.workflow import Workflow

    spec = WorkflowSpec(name="row", addstart=True)
    last: Any = spec.start
    for number in range(1, STEPS + 1):
        for word in ("step", "duty"):
            task = Simple(spec, f"{word}-{number}")
            last.connect(task)
            last = task

    def work() -> object:
        workflow = Workflow(spec)
        workflow.run_all()
        assert workflow.is_completed()
        return workflow

    return work


def _spiff_bpmn() -> Callable[[], object]:
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(_bpmn().encode()), filename="row.bpmn")
    spec = parser.get_spec("row")

    def work() -> object:
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        for _ in range(STEPS):
            waiting = workflow.get_next_task(state=TaskState.READY, manual=True)
            waiting.run()
            workflow.do_engine_steps()
        assert workflow.is_completed()
        return workflow

    return work


def _bpmn() -> str:
    """The row in BPMN: start, a user task for each step with a timer on its edge for the deadline, end."""
    parts = ['<startEvent id="start"/>', '<sequenceFlow id="f0" sourceRef="start" targetRef="step-1"/>']
    for number in range(1, STEPS + 1):
        following = f"step-{number + 1}" if number < STEPS else "end"
        parts.append(f'<userTask id="step-{number}" name="Step {number}"/>')
        parts.append(f'<sequenceFlow id="f{number}" sourceRef="step-{number}" targetRef="{following}"/>')
        parts.append(
            f'<boundaryEvent id="late-{number}" attachedToRef="step-{number}" cancelActivity="false">'
            f'<timerEventDefinition id="t{number}"><timeDuration>"P10D"</timeDuration></timerEventDefinition></boundaryEvent>'
            f'<endEvent id="overdue-{number}"/>'
            f'<sequenceFlow id="g{number}" sourceRef="late-{number}" targetRef="overdue-{number}"/>'
        )
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return f'<definitions xmlns="{space}"><process id="row" isExecutable="true">{"".join(parts)}<endEvent id="end"/></process></definitions>'
