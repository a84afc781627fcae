"""``doccheck train``: says what is missing, what is being learnt, and how good it became."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NEEDED = ("numpy", "scipy", "sklearn")


def lacking() -> list[str]:
    """The packages of the extra ``[train]`` that are not installed."""
    return [name for name in _NEEDED if importlib.util.find_spec(name) is None]


def train_models(corpora: Path | None, output: Path | None, keep_folds: Path | None = None) -> int:
    """Train all models; 0 when done, 2 when something needed is not there or wrong."""
    if missing := lacking():
        print(f"训练需要的组件没有安装：{'、'.join(missing)}。请运行 pip install 'doccheck[train]'。", file=sys.stderr)
        return 2
    source = corpora or ROOT / "corpora" / "understanding"
    if not (source / "passages").is_dir():
        print(f"没有找到标注语料：{source}。请在源码目录中运行，或用 --corpora 指定。", file=sys.stderr)
        return 2
    from doccheck.facts.tagging import FIGURES
    from doccheck.training.build import train
    from doccheck.training.corpus import CorpusFault
    from doccheck.training.figures import train_figures
    from doccheck.training.judging import Quality
    from doccheck.training.lists import train_lists
    from doccheck.training.rivals import train_rivals

    started = time.perf_counter()
    target = output or ROOT / "models"
    target.mkdir(parents=True, exist_ok=True)
    judges: list[Quality] = []
    try:
        tables = train(source, target, lambda line: print(line, file=sys.stderr), keep_folds)
        packs = source.parent / "figures" / "dev"
        if packs.is_dir():
            print(f"学习 {FIGURES}：{len(list(packs.glob('*.json')))} 份材料包中的数字", file=sys.stderr)
            tables[FIGURES] = train_figures(packs, target)
            print("学习 lists：与总数不符的列举", file=sys.stderr)
            judges = train_lists(packs.parent, target)
            print("学习 rivals：两处写法不同的同一数字", file=sys.stderr)
            judges += train_rivals(packs.parent, target)
    except CorpusFault as fault:
        print(fault, file=sys.stderr)
        return 2
    for name, table in tables.items():
        more = f"，状态宏平均 F1 {table.state_f1:.3f}" if table.states else f"，主要主题 {table.main_f1:.3f}"
        print(f"{name:<10} 宏平均 F1 {table.macro_f1:.3f}{more}")
    for each in judges:
        print(f"{each.judge:<10} 没有学过的作者：{each.slips} 处错误找到 {each.right} 处，误报 {each.false} 处")
    print(f"模型已写入 {target}，用时 {time.perf_counter() - started:.0f} 秒", file=sys.stderr)
    return 0
