"""A tiny corpus with real labels and invented words: enough to train on, small enough for a test."""

from __future__ import annotations

import json
import random
from pathlib import Path

from doccheck.training.fit import Sample

WORDS = {
    "council": "理事会推选理事长表决章程换届任期席位",
    "experts": "专家委员会咨询论证评审顾问遴选学科技术方向",
    "funding": "经费投入自筹预算专账核算支出筹措资金",
    "c_ip": "知识产权归属共有专利申请权背景前景成果",
    "c_confidential": "保密秘密泄露披露期限资料脱密承诺",
    "secretariat": "秘书处日常联络专职人员挂靠办公协调",
    "exchange_quarterly": "季度例会交流研讨每季轮值分享",
    "plan": "建设方案目标任务基础意义步骤安排",
    "agreement": "协议甲方乙方签订条款争议生效",
}
KINDS = {
    "section": ("council", "experts", "funding"),
    "clause": ("c_ip", "c_confidential"),
    "element": ("secretariat", "exchange_quarterly"),
    "role": ("plan", "agreement"),
}
AUTHORS = ("a1", "a2", "a3", "a4")
_FILLER = "的在与和对为其各本应按照进行有关方面工作内容要求情况以及通过开展形成"


def text_of(label: str, dice: random.Random) -> str:
    """A heap of the label's characters and fillers: alike in words, never in order."""
    return "".join(dice.choice(WORDS[label] if dice.random() < 0.6 else _FILLER) for _ in range(40))


def write_corpora(folder: Path, authors: tuple[str, ...] = AUTHORS, each: int = 8) -> Path:
    """Write ``folder/passages/*.jsonl``, one file an author with ``each`` passages a label."""
    (folder / "passages").mkdir(parents=True)
    for number, author in enumerate(authors):
        dice = random.Random(number)
        lines: list[dict[str, object]] = [
            {"author": author, "voice": author + "x", "industry": "无", "source": "original"}
        ]
        for kind, labels in KINDS.items():
            for label in labels:
                for turn in range(each):
                    line: dict[str, object] = {"k": kind, "x": text_of(label, dice)}
                    if kind == "element":
                        line["s"] = {label: "deferred" if turn % 4 == 0 else "met"}
                        line["x"] = text_of(label, dice) + ("待定另议" if turn % 4 == 0 else "已定")
                    else:
                        line["t"] = [label]
                    lines.append(line)
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (folder / "passages" / f"{author}.jsonl").write_text(text + "\n", encoding="utf-8")
    return folder


def samples(each: int = 10) -> list[Sample]:
    """Samples of three section topics by four authors, as blocks of characters."""
    found = []
    for number, author in enumerate(AUTHORS):
        dice = random.Random(number)
        for label in KINDS["section"]:
            for _ in range(each):
                text = text_of(label, dice)
                found.append(Sample((tuple("^" + char for char in text[:3]), tuple(text)), frozenset({label}), author))
    return found
