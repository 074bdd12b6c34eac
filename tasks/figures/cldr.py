"""What CLDR knows of a language's numbers, units and currencies, through babel."""

import re

import pycountry
from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_decimal_symbol, get_group_symbol
from babel.units import format_unit

# CLDR has up to six plural forms; these numbers bring out all that the languages of news use
SAMPLES = (1, 2, 5, 1.5)


def locale_of(language: str) -> Locale | None:
    """The locale of a BCP 47 primary code, None where CLDR does not have it."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def number_symbols(language: str) -> tuple[str, str]:
    """The decimal sign and the group sign; English ones where the language is unknown."""
    locale = locale_of(language)
    if locale is None:
        return ".", ","
    group = get_group_symbol(locale)
    # where CLDR groups with a space that does not break, people type a plain one
    return get_decimal_symbol(locale), f"{group} " if group.isspace() else group


def unit_names(language: str, unit: str) -> set[str]:
    """The words for a unit (`length-kilometer`) in all numbers, without the number itself."""
    locale = locale_of(language)
    if locale is None:
        return set()
    spelled = (format_unit(count, unit, length="long", locale=locale) for count in SAMPLES)
    return {name for phrase in spelled if len(name := re.sub(r"[\d.,٫]+", "", phrase).strip(" \u00a0\u200f")) > 1}


def currency_names(language: str) -> dict[str, str]:
    """The words for each currency in use, as words = ISO 4217."""
    locale = locale_of(language)
    if locale is None:
        return {}
    names: dict[str, str] = {}
    for currency in pycountry.currencies:
        for count in (None, 1, 2, 5):
            name = get_currency_name(currency.alpha_3, count=count, locale=locale)
            if name != currency.alpha_3:
                names[name] = currency.alpha_3
    return names
