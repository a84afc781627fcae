"""Two figures of one thing with two values, in whatever words each paper tells it.

Catalogue and labels find what is called alike; two writers call it 年生产能力 and 每年可产, 现金方式出资 and 货币出资.
Every number is read with all the words around it (:mod:`stated`); two of one measure that are near each other, or look
like one mistyped, are rivals (:mod:`pairs`). Signs of words, units, times and values (:mod:`signs`) are weighed by a
judge learnt from annotated pairs (``models/rivals``), which says how likely it is that one of the two is a mistake.
"""

RIVALS = "rivals"
"""The model's folder."""
