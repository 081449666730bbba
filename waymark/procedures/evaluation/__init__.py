"""Evaluating a history against a pack: what may be done, what is owed, what must not be done, and why."""

from waymark.procedures.evaluation.evaluate import EpisodeSituation, Situation, evaluate
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.evaluation.running import Running

__all__ = ["DutyInstance", "EpisodeSituation", "Running", "Situation", "State", "evaluate"]
