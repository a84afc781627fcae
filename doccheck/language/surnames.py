"""Family names by which a short Chinese word beside a label is taken for a person's name."""

from __future__ import annotations

from collections.abc import Set
from importlib.util import find_spec
from pathlib import Path

_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔庄颜聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫"
    "米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼"
    "盘满闻位厉伊仝区郜海阚花权帅屠豆朴盖练廉禹井祖漆巴丰卿狄索宣晋容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那"
    "宿鲜印逯隆茹诺战慕危玉银亢嵇哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_DOUBLE = (
    "欧阳", "上官", "司马", "诸葛", "尉迟", "皇甫", "司徒", "端木", "令狐", "慕容", "夏侯", "东方", "公孙", "司空",
    "长孙", "宇文", "申屠",
)  # fmt: skip


def begins_as_name(word: str) -> bool:
    """Whether a word begins with a family name and has one or two characters behind it."""
    if word[:2] in _DOUBLE:
        return 3 <= len(word) <= 4
    return word[:1] in _SINGLE and 2 <= len(word) <= 3


def words_of(names: Set[str]) -> set[str]:
    """Those of some words that the segmenter's dictionary has as ordinary words (“高工”) and not as somebody's name.

    Only the dictionary's file is read: jieba's own tagger would keep a cache in the shared temporary folder, where
    anyone may have put another one.
    """
    found: set[str] = set()
    place = find_spec("jieba")
    if not names or place is None or place.origin is None:
        return found
    with Path(place.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, rest = line.partition(" ")
            if word in names and not rest.rpartition(" ")[2].strip().startswith("nr"):
                found.add(word)
    return found
