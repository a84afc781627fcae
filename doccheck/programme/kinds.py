"""The closed lists of the field: roles of papers, occasions, kinds of units, types of values."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a part of a submission is."""

    APPLICATION = "application"
    PLAN = "plan"
    AGREEMENT = "agreement"
    CHARTER = "charter"
    LEAD_PROFILE = "lead_profile"
    MEMBER_PROFILE = "member_profile"
    MEMBER_ROSTER = "member_roster"
    COUNCIL_ROSTER = "council_roster"
    EXPERT_ROSTER = "expert_roster"
    TASK_LIST = "task_list"
    RESOURCE_LIST = "resource_list"
    ALLOCATION = "allocation"
    SELF_ASSESSMENT = "self_assessment"
    ANNUAL = "annual"
    EVIDENCE = "evidence"
    NOTICE = "notice"
    UNKNOWN = "unknown"


class Occasion(StrEnum):
    """What a submission answers: an application, or the yearly duties."""

    APPLY = "apply"
    ANNUAL = "annual"


class UnitKind(StrEnum):
    """The kind of an organisation."""

    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    PLATFORM = "platform"
    SERVICE = "service"
    GOVERNMENT = "government"
    OTHER = "other"


class ValueType(StrEnum):
    """What the value of a form field or a roster's column must look like."""

    TEXT = "text"
    ORGANISATION = "organisation"
    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    YEAR = "year"
    PERIOD = "period"
    INTEGER = "integer"
    AMOUNT = "amount"
    USCC = "uscc"
    ADDRESS = "address"
    LEVEL = "level"
    CHOICE = "choice"
