"""Evaluating a history against a pack: what may be done, what is owed, what must not be done, and why."""

from waymark.procedures.evaluation.evaluate import EpisodeSituation, Running, Situation, evaluate
from waymark.procedures.evaluation.instances import DutyInstance, State

__all__ = ["DutyInstance", "EpisodeSituation", "Running", "Situation", "State", "evaluate"]
