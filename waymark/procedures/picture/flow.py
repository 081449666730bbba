"""From a pathway to boxes and arrows: each step once; a reference stands where an arrow leads back to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from waymark.procedures.describe.conditions import describe_condition
from waymark.procedures.describe.duties import trigger_words, what_is_owed
from waymark.procedures.describe.entries import describe_entry
from waymark.procedures.describe.order import needed_steps, steps_of
from waymark.procedures.describe.words import listed, people_words, upper_first
from waymark.procedures.language import dates as d
from waymark.procedures.language.conditions import Across, All, Condition, Decided, Happened
from waymark.procedures.language.entries import Duty, Step, Strength, Trigger, UponDate, UponLate
from waymark.procedures.language.pack import Pack
from waymark.procedures.picture.labels import condition_label, limit_label, token, without_tokens
from waymark.procedures.picture.nodes import Band, Edge, Flow, Lock, Node, OptionRow, Shape


def flow(pack: Pack, pathway: str) -> Flow:
    """The boxes and arrows of a pathway, in bands: how it begins, what sets work off, the rest, how it ends."""
    edition = next((one for one in pack.lineage if one.area == pack.area), pack.edition)
    subtitle = f"{pack.title}, edition {edition.name}, from {edition.starts.day} {edition.starts:%B %Y}"
    builder = _Builder(pack, pathway)
    bands = tuple(band for band in builder.bands() if band.roots)
    _number(bands)
    return Flow(pack.pathways[pathway].title, subtitle, bands)


def _number(bands: tuple[Band, ...]) -> None:
    """Numbers the steps from top to bottom, so that a reference is soon found, and names them by it."""
    nodes = [node for band in bands for root in band.roots for node in _all(root)]
    steps = [node for node in nodes if node.shape in (Shape.STEP, Shape.CLOSING)]
    for count, node in enumerate(steps, 1):
        node.number = count
    titles = {node.key: (node.number, node.title) for node in steps}
    for node in nodes:
        if node.shape is Shape.REFERENCE and node.key in titles:
            node.number = titles[node.key][0]
        node.title = without_tokens(node.title, lambda key: str(titles[key][0]) if key in titles else "?")
        for edge in node.edges:
            edge.limit = without_tokens(edge.limit, lambda key: str(titles[key][0]) if key in titles else "?")


def _all(node: Node) -> Iterator[Node]:
    yield node
    for edge in node.edges:
        yield from _all(edge.child)


class _Builder:
    def __init__(self, pack: Pack, pathway: str) -> None:
        self.pack = pack
        self.pathway = pathway
        self.steps = {step.name: step for step in steps_of(pack, pathway)}
        self.order = {name: index for index, name in enumerate(self.steps)}
        self.placed: dict[str, Node] = {}
        self.waiting: deque[str] = deque()
        self.duties = [duty for duty in pack.duties.values() if self._concerns(duty)]

    def _concerns(self, duty: Duty) -> bool:
        touched = {key.partition(".")[0] for key in (*duty.do, *(t for t in duty.upon if isinstance(t, str)))}
        return duty.pathway == self.pathway or bool(touched & self.steps.keys())

    # Bands

    def bands(self) -> Iterator[Band]:
        starts = [self._place(name) for name in self.pack.pathways[self.pathway].starts if name in self.steps]
        self._grow()
        outside = list(self._outside())
        yield Band("How it begins", tuple(starts))
        yield Band("Set off from elsewhere, or by what is known", tuple(outside))
        rest = []
        for name, step in self.steps.items():
            if name not in self.placed and not step.closes:
                if not self._hang_on(step):
                    rest.append(self._place(name))
                self._grow()
        yield Band("May be done at any time", tuple(sorted(rest, key=lambda node: not node.edges)))
        yield Band("How it ends", tuple(self._place(name) for name in self.steps if name not in self.placed))

    def _hang_on(self, step: Step) -> bool:
        """A step that no duty asks for, but that another must come before, hangs on that one as an offer."""
        needed = [
            name
            for gate in self.pack.gates.values()
            if step.name in gate.before.steps
            for name in needed_steps(gate, self.pack)
        ]
        needed += [
            part.event if isinstance(part, Happened) else part.step
            for part in _parts(step.when)
            if isinstance(part, Happened | Decided)
        ]
        for name in needed:
            if name in self.placed and name != step.name:
                self.placed[name].edges.append(Edge(0, "may", "", "", self._place(step.name)))
                return True
        return False

    # Placing

    def _place(self, name: str) -> Node:
        step = self.steps[name]
        node = Node(
            Shape.CLOSING if step.closes else Shape.STEP, step.title, name, who=_who(step, self.pack),
            locks=tuple(self._locks(step)), cautions=tuple(self._cautions(step)), options=self._options(step),
            tip=" ".join(describe_entry(step, self.pack).sentences),
        )  # fmt: skip
        self.placed[name] = node
        self.waiting.append(name)
        return node

    def _grow(self) -> None:
        while self.waiting:
            name = self.waiting.popleft()
            node = self.placed[name]
            node.edges += _without_bare_openings(list(self._following(name)))
            node.edges.sort(key=lambda edge: (edge.port, self._rank(edge.child)))

    def _rank(self, node: Node) -> int:
        """What is told or considered comes first, then the steps in the order of work."""
        return self.order.get(node.key, -1) if node.shape is Shape.STEP else -1

    def _following(self, name: str) -> Iterator[Edge]:
        step = self.steps[name]
        opened: set[tuple[int, str]] = set()
        for opens in step.opens:
            yield Edge(0, "", "opens", "", self._opened(opens.pathway))
        for row, port in self._ports(step).items():
            option = step.decides.get(row) if step.decides is not None else None
            if option is not None and option.opens is not None and (port, option.opens.pathway) not in opened:
                opened.add((port, option.opens.pathway))
                yield Edge(port, "", "opens", "", self._opened(option.opens.pathway))
        for duty in self.duties:
            trigger = next((trigger for trigger in duty.upon if self._source(trigger) == name), None)
            if trigger is not None:
                yield from self._duty_edges(duty, trigger, step)

    def _duty_edges(self, duty: Duty, trigger: Trigger, step: Step) -> Iterator[Edge]:
        decided, rest = _split(duty.when, step.name)
        ports = [0]
        if decided is not None:
            table = self._ports(step)
            ports = sorted({table[option] for option in decided.options if option in table}) or [0]
        said = condition_label(duty, trigger, rest, self.pack)
        for port in ports:
            yield from self._arrows(duty, trigger, said, port)

    def _arrows(self, duty: Duty, trigger: Trigger | None, said: str, port: int) -> Iterator[Edge]:
        children = list(self._targets(duty))
        words = "; ".join(filter(None, (said, "one of these is enough" if len(children) > 1 else "")))
        limit = limit_label(duty, trigger, self.pack, self.steps)
        yield from (Edge(port, duty.strength.value, limit, words, child) for child in children)

    def _targets(self, duty: Duty) -> Iterator[Node]:
        if not duty.do:
            yield Node(Shape.TASK, upper_first(what_is_owed(duty, self.pack)), tip=self._tip(duty))
        keys = [key.partition(".")[0] for key in duty.do]
        drawn = [base for base in keys if base in self.placed or (base in self.steps and self.steps[base].closes)]
        if drawn:
            titles = listed((f"{self.steps[base].title} ({token(base)})" for base in drawn), "or")
            one = self.steps[drawn[0]].title if len(drawn) == 1 else titles
            yield Node(Shape.REFERENCE, one, drawn[0] if len(drawn) == 1 else "", tip=self._tip(duty))
        yield from self._elsewhere([base for base in keys if base not in self.steps], self._tip(duty))
        for base in keys:
            if base in self.steps and base not in drawn:
                yield self._place(base)

    def _opened(self, pathway: str) -> Node:
        return Node(Shape.ELSEWHERE, self.pack.pathways[pathway].title, pathway, who="another pathway")

    def _elsewhere(self, names: list[str], tip: str) -> Iterator[Node]:
        """Steps of other pathways, of which one is enough, in one box."""
        steps = [self.pack.steps[name] for name in names if name in self.pack.steps]
        if not steps:
            return
        titles = dict.fromkeys(self.pack.pathways[step.pathway].title for step in steps if step.pathway is not None)
        title = listed((step.title for step in steps), "or")
        who = "another pathway" if [title] == list(titles) else f"in {listed(titles)}"
        yield Node(Shape.ELSEWHERE, title, names[0], who=who, tip=tip)

    def _tip(self, duty: Duty) -> str:
        return " ".join(describe_entry(duty, self.pack).sentences)

    # What sets work off

    def _source(self, trigger: Trigger) -> str:
        """The step of this pathway on whose box an arrow begins; empty if it is none."""
        if isinstance(trigger, UponLate):
            late = self.pack.duties[trigger.duty]
            return next((key.partition(".")[0] for key in late.do if key.partition(".")[0] in self.steps), "")
        if isinstance(trigger, UponDate):
            names = (
                base.event if isinstance(base, d.EventDate) else base.step
                for base in d.bases(trigger.date)
                if not isinstance(base, d.FactDate)
            )
            return next((name for name in names if name in self.steps), "")
        base = trigger.partition(".")[0]
        return base if base in self.steps else ""

    def _outside(self) -> Iterator[Node]:
        """A root for each thing outside that sets off duties of this pathway."""
        roots: dict[str, Node] = {}
        for duty in self.duties:
            for title, trigger in self._outside_titles(duty):
                node = roots.setdefault(title, Node(Shape.OUTSIDE, title))
                said = condition_label(duty, trigger, duty.when if trigger is not None else None, self.pack)
                node.edges += self._arrows(duty, trigger, said, 0)
                self._grow()
        yield from roots.values()

    def _outside_titles(self, duty: Duty) -> Iterator[tuple[str, Trigger | None]]:
        mine = duty.pathway == self.pathway or any(key.partition(".")[0] in self.steps for key in duty.do)
        for trigger in duty.upon:
            if mine and not self._source(trigger):
                yield upper_first(trigger_words(trigger, self.pack)), trigger
        if mine and not duty.upon and duty.when is not None:
            yield f"When {describe_condition(duty.when, self.pack)}", None

    # Gates, cautions, options

    def _locks(self, step: Step) -> Iterator[Lock]:
        for gate in self.pack.gates.values():
            closing = gate.before.close and step.closes and gate.pathway == self.pathway
            acted = gate.before.acts & set(step.acts)
            if step.name in gate.before.steps or step.form in gate.before.forms or closing or acted:
                waived = " (may be waived)" if gate.waive is not None else ""
                yield Lock(f"{upper_first(gate.title)}{waived}", gate.strength is not Strength.SHOULD)

    def _cautions(self, step: Step) -> Iterator[str]:
        for caution in self.pack.cautions.values():
            for reach in (caution.blocks, caution.at):
                if step.name in reach.steps or reach.acts & set(step.acts):
                    yield upper_first(caution.title)
                    break

    def _options(self, step: Step) -> tuple[OptionRow, ...]:
        if step.decides is None:
            return ()
        ports = self._ports(step)
        rows = [
            OptionRow(row.title + (" (closes)" if row.closes else ""), ports.get(row.id, 0))
            for row in step.decides.rows
        ]
        return tuple(sorted(rows, key=lambda row: (row.port == 0, row.port)))

    def _ports(self, step: Step) -> dict[str, int]:
        """Options from which something follows, numbered; those from which the same follows share a number."""
        found: dict[tuple[str, ...], int] = {}
        ports = {}
        for row in step.decides.rows if step.decides is not None else ():
            follows = [duty.name for duty in self.duties if self._follows(duty, step.name, row.id)]
            opens = [row.opens.pathway] if row.opens is not None else []
            if follows or opens:
                ports[row.id] = found.setdefault((*opens, "", *follows), len(found) + 1)
        return ports

    def _follows(self, duty: Duty, step: str, option: str) -> bool:
        decided, _ = _split(duty.when, step)
        return decided is not None and option in decided.options and any(self._source(t) == step for t in duty.upon)


def _without_bare_openings(edges: list[Edge]) -> list[Edge]:
    """An arrow that says only "opens" goes where another from the same options says more about the same pathway."""
    said = {(edge.port, edge.child.key.partition("/")[0]) for edge in edges if edge.strength and edge.child.key}
    return [edge for edge in edges if edge.strength or (edge.port, edge.child.key) not in said]


def _parts(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, All) else (condition,)


def _split(condition: Condition | None, step: str) -> tuple[Decided | None, Condition | None]:
    """What a condition asks of one step's decision, and the rest of it."""
    parts = _parts(condition)
    decided = next((p for p in parts if isinstance(p, Decided) and p.step == step and p.across is Across.EPISODE), None)
    if decided is None:
        return None, condition
    rest = tuple(part for part in parts if part is not decided)
    return decided, (rest[0] if len(rest) == 1 else All(rest) if rest else None)


def _who(step: Step, pack: Pack) -> str:
    return upper_first(people_words(step.by, pack))
