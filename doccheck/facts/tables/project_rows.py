"""Rows of tables that are projects: how their names and numbers are headed and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.document import Cell
from doccheck.facts.projects import Projects
from doccheck.facts.subjects import Subject
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

PROJECT = lazy(
    r"(?:攻关|研发|研究|重点|实施|支撑)?(?:项目|课题|子?任务|子课题|专题|方向)(?:\s?[/、或及与和]\s?(?:项目|子?课题|子?任务|板块|方向|专题|科目|(?:其[他它])?(?:费用|支出|事项|活动|工作)))?(?:名称)?"
)
_MIXED = lazy(r"科目|其[他它]|费用|支出|事项|活动|工作")
"""In the header of a column of projects: it holds something else too (课题及科目)."""
PROJECT_NAME = lazy(r"(?:课题|项目|任务)?(?:名称|题目)|(?:研究|攻关)?内容")
PROJECT_NUMBER = lazy(
    r"(?:子?课题|项目|任务|K)\s?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z]|[①-⑳])|[A-Z]{1,2}[-.]?0?\d{1,2}"
    r"|[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[①-⑳])[)）]?[、.号#]?"
)
"""What stands in a column that numbers the projects: 课题一, 二, 03, WP2."""
NUMBERED = lazy(
    r"^(?:子?课题|项目|任务)(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])[\s：:、.]+|[①-⑳][\s：:、.]*)(?=.{3})"
)
"""What numbers a project before its name: 课题三 轻量化新材料."""
_MARKED = lazy(
    r"^(?:[①-⑳]|[(（](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）]|(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．:：\s]"
    r"|\d{1,2}[-—–.．]\d{1,2}(?=[、.．:：\s一-龥]))[\s、.．]*(?=\D)"
)
"""What only counts the names in a column of projects: ①, 一、, （二）, 3. or, of a part of one, 1-2."""
PROJECT_CODE = lazy(r"(?:子?课题|项目|任务)(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z]|[①-⑳])")
"""What a column of numbers holds whose rows are projects, whatever their names' column is called: 课题1."""
PROJECTS_MEANT = lazy(
    r"(?:子?课题|项目|任务|K)\s?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z]|[①-⑳])(?:[、,，;；/+和与及至到\s—–~～-]+"
    r"(?:(?:子?课题|项目|任务|K)\s?)?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z]|[①-⑳]))*"
)
"""Projects by their numbers and nothing else, in which a row's unit takes part: 课题一、四, 课题1—3."""
COUNTED = lazy(r"(?:[合总共]计)?\s?(?:共|计)?\s?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})\s?[项个]")
"""How many projects a row of sums has, where others have the project's name: 4项, 共5项, 合计 6项."""
_NUMBER = lazy(
    r"(?:子?课题|项目|任务|K|[A-Z]{1,2}[-.]?0?(?=\d))?[(]?(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])[)]?$"
)
_NUMBERS_NAME = lazy(
    r"(?:子?课题|项目|任务)?[(]?(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])[)]?[\s:：、.．]+(?=\D)"
)


def project_number(cells: Sequence[Cell | None], named: int | None) -> str:
    """The number of a row's project (一, 3), in a column of its own or before the name; empty without one.

    ``cells`` are those before the figures, ``named`` the column of the name.
    """
    for column, cell in enumerate(cells):
        text = plain_text(cell.text) if cell is not None else ""
        match = _NUMBER.match(text) if column != named else _NUMBERS_NAME.match(text)
        if match is not None:
            return match["n"].lstrip("0")
    return ""


def project_of(text: str, projects: Projects) -> Subject | None:
    """The project that a header is alone, by the number that another table gives it or by that table's name of it."""
    code = PROJECT_CODE.fullmatch(text)
    number = _NUMBER.match(text) if code is not None else None
    name = projects.headed(number["n"].lstrip("0")) if number is not None else project_name(text)
    return Subject("project", name) if name and (code is not None or projects.named(name)) else None


def beside_projects(header: str, text: str, projects: Projects) -> bool:
    """Whether a row of a column of projects and other things is none of the projects that papers number."""
    return bool(projects) and _MIXED.search(header) is not None and not projects.named(project_name(text))


def numbered_projects(grid: Sequence[Sequence[Cell | None]]) -> Iterator[tuple[str, str]]:
    """The numbers and names of a table that lists projects, whether it has figures or not."""
    heads = [plain_text(cell.text) if cell is not None else "" for cell in grid[0]]
    named = next((c for c, head in enumerate(heads) if c and PROJECT_NAME.fullmatch(head)), None)
    if named is None:
        return
    listed = heads[named].startswith("课题")  # 序 | 课题名称: the number alone is a project's
    for row in grid[1:]:
        number, name = row[0], row[named]
        if number is None or name is None:
            continue
        told = plain_text(number.text)
        coded = PROJECT_CODE.fullmatch(told) or (listed and PROJECT_NUMBER.fullmatch(told))
        if coded and (code := project_number([number], None)):
            yield code, project_name(plain_text(name.text))


def projects_in_order(grid: Sequence[Sequence[Cell | None]]) -> tuple[str, ...]:
    """The names of a table of projects that numbers none of them: 课题名称 | 牵头 | 经费 in its first column."""
    first = [plain_text(row[0].text) if row and row[0] is not None else "" for row in grid]
    if not first or not _NAMES_PROJECTS.fullmatch(first[0]):
        return ()
    names = [name for name in dict.fromkeys(first[1:]) if name and name != first[0] and not _SUMS.match(name)]
    return tuple(names) if len(names) <= _MOST and not any(map(NUMBERED.match, names)) else ()


_NAMES_PROJECTS = lazy(r"课题(?:名称|题目)?")
_SUMS = lazy(r"[合总小共]\s?计")
_MOST = 10


def project_name(text: str) -> str:
    """A project's name in its own column, without what only counts it: ①摆头国产化, 二　钻头, 课题三 新材料."""
    return _MARKED.sub("", NUMBERED.sub("", text))
