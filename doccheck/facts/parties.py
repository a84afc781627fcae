"""How many parties sign an agreement, by the number alone: 七方友好协商, 以上八方缔约."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import chinese_value
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.language.patterns import lazy

if TYPE_CHECKING:
    from doccheck.facts.sentence import Stated

_SIGNING = lazy(
    r"(?:^|(?<=[。；;：:，,\s]))(?:以上|上述|全体|各|共)?(?P<count>十?[四五六七八九]|十[一二三]?)方"
    r"(?=友好|协商|代表|缔约|签[署订约]|盖章|共同(?:签|订|商|约|组建|发起)|经(?:友好|充分|平等)?协商|达成|同意|自愿|本着|一致|在平等)"
)
"""All who sign; two or three may be the parties of one piece of work."""


def parties_counted(text: str) -> Iterator[Stated]:
    """The consortium's members where an agreement counts them as its parties."""
    from doccheck.facts.sentence import Stated

    if "方" not in text:
        return
    for match in _SIGNING.finditer(text):
        count = chinese_value(match["count"])
        if count is None:
            continue
        value, start, end = float(count.value), match.start("count"), match.end()
        quantity = Quantity(value, value, value, "家", text[start:end], start, end)
        yield Stated(
            catalogue()["members"], Subject(CONSORTIUM), quantity, None, Nature.ACTUAL, match.start(), end, "方"
        )
