"""Ratings of one candidate in; their weighted mean, how sure it is, and where people differ, out."""

from app.engines.agreement.figures import Figures, figures
from app.engines.agreement.interval import CONFIDENCE, Interval, interval
from app.engines.agreement.means import Rating, question_means, rater_means, weighted_mean
from app.engines.agreement.pairs import APART, Pairs, is_apart, pairs, spread

__all__ = [
    "APART",
    "CONFIDENCE",
    "Figures",
    "Interval",
    "Pairs",
    "Rating",
    "figures",
    "interval",
    "is_apart",
    "pairs",
    "question_means",
    "rater_means",
    "spread",
    "weighted_mean",
]
