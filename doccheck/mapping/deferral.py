"""Words that only put a matter off (“另行协商确定”), told from the closing formula and from what is settled."""

from __future__ import annotations

from doccheck.language.patterns import lazy

_DECIDE = r"(?:协商|约定|商定|商议|确定|签订|签署|制定|议定|明确|讨论|规定|订立|决定|磋商|研究|补充)"
_PUT_OFF = lazy(
    rf"(?<!不)(?<!不再)(?<!无需)(?:另行|另外|另由|以后|届时|今后|将来|后续|事后|日后|择机|适时)[^。；，]{{0,16}}{_DECIDE}"
    rf"|待[^。；，]{{1,24}}?(?:后|时|再|另)[^。；]{{0,12}}{_DECIDE}"
    r"|(?:另议|另定|再议|再定|待定|暂不约定|暂不明确|暂未约定|暂未确定|尚未约定|尚未确定|尚待[^。，；]{0,6}(?:确定|协商|明确))"
    rf"|(?:由|经|应由)?[^。；，]{{0,12}}(?:双方|各方|甲乙|成员单位|相关方|当事人)[^。；，]{{0,8}}"
    r"(?:协商|商议|商量|讨论)(?:一致)?(?:后)?(?:确定|决定|解决|约定|议定|为准)"
    rf"|(?:具体|相关)?(?:办法|比例|方式|细则|事宜|事项|方案)[^。；，]{{0,6}}(?:协商|双方商定|各方商定|友好协商){_DECIDE}?"
    r"|以[^。；，]{0,12}(?:补充|另行|单独|专项|后续)[^。；，]{0,8}(?:协议|合同|约定)[^。；，]{0,4}为准"
    r"|(?:在|由)[^。；，]{0,14}(?:另行|补充|单独)[^。；，]{0,6}(?:协议|合同)[^。；，]{0,6}(?:约定|明确|规定)"
)
_CLOSING = lazy(r"未尽(?:事宜|事项)|其他未约定|本协议未(?:作)?约定|争议|纠纷|修改|变更本协议|补充协议与本协议")


def put_off(sentence: str) -> str:
    """The words that put the matter off in a sentence (in plain form), or the empty string."""
    if _CLOSING.search(sentence):
        return ""
    found = _PUT_OFF.search(sentence)
    return found.group(0) if found else ""
