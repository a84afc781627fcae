"""Dates, telephones, codes, numbers of sections and the like: digits of a text that state no quantity."""

from __future__ import annotations

import re

from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_MASKS = lazy(
    r"""
    (?=[\dA-Za-z._%+(〔\[【第十“"‘'一二三四五六七八九\ \t-])(?:            # no other sign begins any of them
      [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+ | https?://\S+ | www\.\S+
    | (?<![0-9A-Za-z])[0-9A-Z]{15,}(?![0-9A-Za-z])                              # credit codes, identity cards
    | (?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d元]|\.\d) | (?<!\d)\(?0\d{2,3}\)?[ -—]{0,2}\d{7,8}(?!\d)
    | (?<!\d)[48]00[ -]\d{3,4}[ -]?\d{3,4}(?!\d)
    | (?<!\d)(?:19|20)\d{2}\s?[./]\s?(?:1[0-2]|0?[1-9])(?:\s?[./]\s?\d{1,2})?
      (?![\d.]|\s?(?:[万亿元千百%人家项件个台套亩平㎡吨]))
    | (?<!\d)(?:19|20)\d{2}\s?-\s?(?:1[0-2]|0[1-9])(?:\s?-\s?\d{1,2})?(?!\d)
    | (?<![\d.])(?:19|20)\d{2}\s?(?:年度?)?(?:\s?[-—–~至到、和及]{1,2}\s?(?:19|20)\d{2}\s?年?度?)*
      \s?年度?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?
    | (?<!\d)\d{1,2}\s?月(?!度|薪)(?:\s?(?:\d{1,2}\s?[日号]|底|末|初|份))?
    | [二一][〇零九][〇零一二三四五六七八九]{2}\s?年(?:[一二三四五六七八九十]{1,2}月)?
      (?:[一二三四五六七八九十]{1,3}[日号])?
    | [〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\s?\d+\s?号 | 第\s?[\d〇零一二三四五六七八九十百千两]+ | \d+\s?号(?!人)
    | [“"‘'][一二三四五六七八九十〇零\d]+五[”"’'] | 十[二三四五六]五 | \d+(?:\+[\dNn]+)+
    | (?<![A-Za-z])[A-Za-z][A-Za-z/.-]*\d[A-Za-z0-9./-]*                         # GB/T 1234-2015, ISO9001
    | \d+(?:\.\d+)?\s?(?!m2|m²|M2|[Nn]\b)[A-Za-zμΩ℃°]+[A-Za-z0-9²³/]* | \d+(?:\.\d+)?\s?[:：×xX*]\s?\d+(?:\.\d+)?
    | ^[ \t]*(?:\d+(?:\.\d+)*\s?[.、)](?!\d)|\(?[一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+(?:\.\d+){2,}))
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Spans that hold digits but state no quantity. The text is narrowed before."""


def mask(text: str) -> str:
    """Narrowed text of the same length in which dates, codes, numbers of sections and models are blanked."""
    return _MASKS.sub(lambda m: " " * len(m[0]), narrow(text))
