"""What a programme forms, and the words that end the name of such a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

CONSORTIUM_WORDS = ("联合体", "综合体")
"""How the name of a consortium ends where a programme says nothing else."""
_KINDS_OF_UNITS = ("中心", "平台", "基地", "院", "研究院", "实验室", "集群")
"""Words that also end the names of single units: only with the word before them do they name a consortium."""


def consortium_words(form: str, endings: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that end a consortium's name, the longest first: ``endings``, else what carries the name of ``form``.

    创新联盟 → 联盟, 创新共同体 → 共同体, 技术创新中心 → 创新中心.
    """
    head = re.sub(r"^(?:产业|科技|技术|创新|战略|协同|联合(?!体))+(?=..)", "", form)
    if head in CONSORTIUM_WORDS:
        told: Sequence[str] = CONSORTIUM_WORDS
    elif head in _KINDS_OF_UNITS:
        told = (form[-len(head) - 2 :],)
    else:
        told = (head,)
    return tuple(sorted(dict.fromkeys(endings or told), key=len, reverse=True))
