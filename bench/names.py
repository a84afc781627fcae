"""How long do a thousand writings of names take to resolve, beside comparing every pair: ``python -m bench.names``.

The writings are made by a fixed seed: full names, defined short and former names, misread characters, lost
characters and branches. Whether they were put together rightly is counted too, as speed alone is worth nothing.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from statistics import median

from doccheck.mapping.names import align, resolve
from doccheck.mapping.names.misread import folded
from doccheck.mapping.names.written import normal

PLACES = ("重庆", "江苏", "南京", "无锡", "苏州", "常州", "赣州", "江西", "成都", "武汉", "西安", "合肥")
FIRST = "恒瑞华星智联云创盛宏远鑫茂德隆康博金鼎凯润诚"
TRADES = ("智能装备", "精密机械", "半导体材料", "生物医药", "稀土永磁", "汽车电子", "环境工程", "工业软件")
FORMS = ("有限公司", "股份有限公司", "有限责任公司")
WRONG = {"未": "末", "机": "仉", "械": "诫", "技": "枝", "理": "埋", "材": "村", "司": "可", "汽": "气", "土": "士"}


def writings(count: int, seed: int = 2024) -> tuple[list[str], dict[str, str], dict[str, int]]:
    """``count`` writings, the defined names among them with what they stand for, and each writing's unit."""
    dice = random.Random(seed)
    names: list[str] = []
    aliases: dict[str, str] = {}
    unit_of: dict[str, int] = {}
    heads = [a + b for a in FIRST for b in FIRST]
    dice.shuffle(heads)
    for unit, head in enumerate(heads):
        place, trade, form = dice.choice(PLACES), dice.choice(TRADES), dice.choice(FORMS)
        full = place + head + trade + form
        own = [full]
        spoilt = next((full.replace(right, wrong) for right, wrong in WRONG.items() if right in trade + form), full)
        if folded(normal(spoilt)) == folded(normal(full)):
            own.append(spoilt)
        if unit % 3 == 0:
            at = full.index(trade) + 1
            own.append(full[:at] + full[at + 1 :])
        if unit % 4 == 0:
            own.append(head + "公司")
            aliases[normal(own[-1])] = full
        if unit % 5 == 0:
            own.append(place + head + dice.choice("旧前老") + "厂")
            aliases[normal(own[-1])] = full
        for name in own:
            unit_of[name] = unit
        names += own
        if unit % 7 == 0:
            names.append(full + dice.choice(PLACES) + "分公司")
            unit_of[names[-1]] = -unit - 1
        if len(names) >= count:
            break
    names = names[:count]
    dice.shuffle(names)
    return names, aliases, unit_of


def mistakes(names: list[str], aliases: dict[str, str], unit_of: dict[str, int]) -> tuple[int, int]:
    """Groups that hold two units, and units that stand in two groups."""
    held = [{unit_of[name] for name in group.written if name in unit_of} for group in resolve(names, aliases, True)]
    units = [unit for group in held for unit in group]
    return sum(len(group) > 1 for group in held), len(units) - len(set(units))


def timed(work: Callable[[], object], runs: int) -> float:
    """The median seconds of ``runs`` runs with every remembered form of a name dropped before each."""
    from doccheck.mapping.names import misread, written

    seconds = []
    for _ in range(runs):
        for module in (written, misread):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="writings to resolve (default 1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, of which the median counts (default 5)")
    options = parser.parse_args()
    names, aliases, unit_of = writings(options.count)
    mixed, torn = mistakes(names, aliases, unit_of)
    print(f"{len(names)} writings of {len({unit_of[name] for name in names})} units: {mixed} groups of two units, "
          f"{torn} units in two groups")  # fmt: skip
    ours = timed(lambda: resolve(names, aliases, True), options.runs)
    lists = timed(lambda: align(names[: len(names) // 2], names[len(names) // 2 :], aliases), options.runs)
    print(f"  resolve             {ours:6.3f} s")
    print(f"  align two halves    {lists:6.3f} s")
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.process import cdist

        naive = timed(lambda: cdist(names, names, scorer=fuzz.ratio, workers=1), options.runs)
    except ImportError:
        print("numpy is not installed: nothing to compare with (pip install numpy)")
        return
    print(f"  all pairs, cdist    {naive:6.3f} s  (likeness alone, without any rule on places, numbers or branches)")
    print(f"  ratio               {ours / naive:6.2f}")


if __name__ == "__main__":
    main()
