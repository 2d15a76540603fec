"""What pydantic finds wrong with a value, in words for whoever sent it."""

from pydantic_core import ErrorDetails

_TYPES = {
    "missing": "is missing",
    "extra_forbidden": "is not known here; remove it or correct its name",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_unicode": "must be valid Unicode",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be a two-letter code, as en",  # only languages have a pattern
    "list_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
}
_WITH_VALUES = {
    "enum": "must be one of {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


def reason(error: ErrorDetails) -> str:
    """What is wrong, to stand after the name of the field."""
    kind = error["type"]
    if kind in _WITH_VALUES:
        return _WITH_VALUES[kind].format_map(error["ctx"])
    return _TYPES.get(kind, error["msg"].removeprefix("Value error, "))
