"""What a whole table is about: its members, some of them, the enterprises, kinds of units, goals, years to come."""

from __future__ import annotations

from doccheck.facts.catalogue import Entry
from doccheck.facts.tables.budgets import MONEY_COLUMN, Lines
from doccheck.facts.tables.labels import COUNTS
from doccheck.facts.tables.says import UNITS, Says
from doccheck.programme.schema import Role


class Whole(Lines):
    """The rows and columns of a table with what they say together of it."""

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year that single rows or columns of the table are about."""
        years = [s.year for s in (*self.columns.values(), *self.rows.values()) if s.year is not None and not s.until]
        return (min(years), max(years)) if len(set(years)) > 1 else None

    def roster(self, units: int) -> bool:
        """Whether the paper on the members lists them all, though others name more (a school, a forerunner)."""
        of_all = self.setting.part.role is Role.MEMBER_ROSTER and "成员单位" in self.setting.caption
        return of_all and units * 10 >= self.names.count * 6

    def unknown(self, row: Says) -> bool:
        """Whether a row among units names one that nobody knows (某学院 | 自筹), so that it is not all of them."""
        told = row.subject is not None or row.total or row.consortium or len(row.texts) < 2
        named = {s.subject for s in self.rows.values() if s.subject is not None and s.subject.kind in UNITS}
        return not told and row.other and len(named) > 1

    def goals_of_all(self) -> bool:
        """Whether an application's table of years to come has rows of all members and none of one unit.

        Where some rows name the lead and all others say something else of whom they are (营业收入 | 四家企业), these
        are not the lead's.
        """
        lines = (*self.rows.values(), *self.columns.values())
        ahead = max((s.year for s in lines if s.year is not None), default=0) >= self.setting.reference_year
        form = ahead and self.setting.part.role is Role.APPLICATION
        if not form:
            return False
        whose = {s.subject.kind for s in lines if s.subject is not None}
        said = [s for s in self.rows.values() if s.entry is not None]
        if whose == {"lead"} and all(s.subject is not None or len(s.texts) > 1 for s in said):
            return True
        return any(s.consortium for s in lines) and not whose

    def only_sums(self) -> bool:
        """Whether a table that counts the units has no rows but their sums: 合计, 其中：企业."""
        counted = any(s.entry is not None and s.entry.id == "members" for s in self.columns.values())
        return counted and all(says.total or says.part for says in self.rows.values())

    def looks_ahead(self) -> bool:
        """Whether a table of a plan is about years to come and not about what is spent in them (表2 分年计划)."""
        first, last = self.years or (0, 0)
        around = f"{self.setting.caption} {' '.join(self.table.headers(self.table.keys[0]))}"
        ahead = first >= self.setting.reference_year or last > self.setting.reference_year
        return ahead and MONEY_COLUMN.search(around) is None

    def all_enterprises(self, entry: Entry) -> bool:
        """Whether all the enterprises have rows, and those are whom the table or the quantity is about."""
        shown = {s.subject.name for s in self.rows.values() if s.subject is not None}
        meant = entry.family == "money" or "企业" in self.setting.caption
        return meant and len(shown) > 1 and shown >= self.names.enterprises

    def only_enterprises(self) -> bool:
        """Whether the rows about units are all of the enterprises and nobody else."""
        shown = {s.subject.name for s in self.rows.values() if s.subject is not None}
        return len(shown) > 1 and shown == self.names.enterprises

    def kinds(self) -> bool:
        """Whether the rows or the columns are the kinds of units of the consortium."""
        for lines in (self.rows, self.columns):
            counted = [says.entry.id in COUNTS for says in lines.values() if says.entry is not None]
            if len(counted) > 1 and all(counted):
                return True
        return False
