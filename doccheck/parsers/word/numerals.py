"""Write a counter's value in the number formats of ECMA-376 part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def _positional(value: int, digits: str, units: str, ten_thousand: str, *, one_ten: bool) -> str:
    """A number in words. ``units`` are 十百千; ``one_ten`` writes 一十 where ordinary usage writes 十."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        if high >= 10_000:
            return "".join(digits[int(digit)] for digit in str(value))
        text = _positional(high, digits, units, ten_thousand, one_ten=one_ten) + ten_thousand
        if not low:
            return text
        return text + (digits[0] if low < 1000 else "") + _positional(low, digits, units, ten_thousand, one_ten=True)
    text = ""
    gap = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        if gap:
            text += digits[0]
            gap = False
        if not (place == 1 and digit == 1 and not text and not one_ten):
            text += digits[digit]
        if place:
            text += units[place - 1]
    return text or digits[0]


def chinese(value: int) -> str:
    """一, 十, 十一, 一百〇一…"""
    return _positional(value, _DIGITS, "十百千", "万", one_ten=False)


def _counting(value: int) -> str:
    # Word counts in words below one hundred and digit by digit above.
    return chinese(value) if value < 100 else _digitwise(value)


def _digitwise(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _japanese(value: int) -> str:
    """百一 rather than 一百〇一: neither a leading one nor zeros are written."""
    text = ""
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += ("" if digit == 1 and place else _DIGITS[digit]) + ("十百千"[place - 1] if place else "")
    return text if value < 10_000 and text else _digitwise(value)


def _cycle(symbols: str) -> Callable[[int], str]:
    return lambda value: symbols[(value - 1) % len(symbols)]


def _up_to(symbols: str) -> Callable[[int], str]:
    """The symbols while they last, then plain digits, as Word does."""
    return lambda value: symbols[value - 1] if value <= len(symbols) else str(value)


def _block(first: str, count: int) -> Callable[[int], str]:
    return _up_to("".join(chr(ord(first) + offset) for offset in range(count)))


def _letters(value: int) -> str:
    times, letter = divmod(value - 1, 26)
    if times > 30:  # Word stops at 780 as well
        return str(value)
    return chr(ord("a") + letter) * (times + 1)


def roman(value: int) -> str:
    """Upper-case Roman numerals."""
    if value > 20_000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * times
    return text


def _ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


def _padded(width: int) -> Callable[[int], str]:
    return lambda value: str(value).zfill(width)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _padded(2),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _block("①", 20),
    "decimalEnclosedCircleChinese": _block("①", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "decimalEnclosedFullstop": _block("⒈", 20),
    "ideographEnclosedCircle": _block("㊀", 10),
    "numberInDash": lambda value: f"- {value} -",
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "chineseCounting": _counting,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": lambda value: _positional(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", one_ten=True),
    "ideographLegalTraditional": lambda value: _positional(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", one_ten=True),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": chinese,
    "taiwaneseDigital": _digitwise,
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "japaneseCounting": _japanese,
    "japaneseLegal": lambda value: _positional(value, "〇壱弐参四伍六七八九", "拾百阡", "萬", one_ten=True),
    "ideographTraditional": _up_to(_STEMS),
    "ideographZodiac": _up_to(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "aiueo": _cycle(_KATAKANA),
    "aiueoFullWidth": _cycle(_KATAKANA),
    "iroha": _cycle(_IROHA),
    "irohaFullWidth": _cycle(_IROHA),
    "ganada": _cycle("가나다라마바사아자차카타파하"),
    "chosung": _cycle("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "russianLower": _cycle("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "russianUpper": _cycle("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "none": lambda value: "",
    "bullet": lambda value: "",
}


_WITH_ZERO = frozenset({"decimalZero", "decimalFullWidth", "ideographDigital", "chineseCounting", "none", "bullet"})


def write_number(value: int, kind: str, pattern: str = "") -> str:
    """``value`` in the number format ``kind``; an unknown format gives decimal digits, as Word does.

    ``pattern`` is the sample of a ``custom`` format such as “001, 002, 003, ...”. Values below one have no
    numeral in most systems and are written as digits.
    """
    if kind == "custom" and pattern:
        sample = pattern.split(",")[0].strip()
        return str(value).zfill(len(sample)) if sample.isdecimal() else str(value)
    writer = _FORMATS.get(kind, str)
    if value < 1 and not (value == 0 and kind in _WITH_ZERO):
        return str(value)
    return writer(value)
