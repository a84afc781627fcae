"""How good doccheck is: its findings against gold lists that people wrote for whole submissions."""

from doccheck.evaluation.gold import GoldSubmission, find_gold
from doccheck.evaluation.score import CodeScore, Evaluation, evaluate

__all__ = ["CodeScore", "Evaluation", "GoldSubmission", "evaluate", "find_gold"]
