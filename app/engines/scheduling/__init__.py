"""People, windows and plans in; a timetable and reasons out. Pure: the format is interview-sched/1."""

from app.engines.scheduling.instance import Misshapen
from app.engines.scheduling.solve import SEED, Progress, solve

__all__ = ["SEED", "Misshapen", "Progress", "solve"]
