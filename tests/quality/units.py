"""UCUM and ISO codes in the plain English names that other people's gold uses."""

from schemas.figure import Figure

NAMES = {
    "%": "percentage", "[pp]": "percentage point", "[bp]": "basis point", "[points]": "point", "1": "-",
    "km": "kilometre", "m": "metre", "dm": "decimetre", "cm": "centimetre", "mm": "millimetre", "um": "micrometre",
    "nm": "nanometre", "[mi_i]": "mile", "[nmi_i]": "nautical mile", "[yd_i]": "yard", "[ft_i]": "foot",
    "[in_i]": "inch", "kg": "kilogram", "g": "gram", "mg": "milligram", "ug": "microgram", "t": "metric ton",
    "[ston_av]": "ton", "[lb_av]": "pound-mass", "[oz_av]": "ounce", "[oz_tr]": "troy ounce", "L": "litre",
    "hL": "hectolitre", "cL": "centilitre", "mL": "millilitre", "[gal_us]": "gallon", "[bbl_us]": "barrel",
    "[pt_us]": "pint", "[cup_us]": "cup", "[tbs_us]": "tablespoon", "[tsp_us]": "teaspoon", "[bu_us]": "bushel",
    "m2": "square metre", "km2": "square kilometre", "har": "hectare", "[acr_us]": "acre", "[sft_i]": "square foot",
    "[smi_us]": "square mile", "m3": "cubic metre", "km3": "cubic kilometre", "cm3": "cubic centimetre",
    "[cft_i]": "cubic foot", "Cel": "degree celsius", "[degF]": "degree fahrenheit", "K": "kelvin", "deg": "degree",
    "rad": "radian", "{turn}": "turn", "s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week",
    "mo": "month", "a": "year", "10.a": "decade", "100.a": "century", "km/h": "kilometre per hour",
    "m/s": "metre per second", "[mi_i]/h": "mile per hour", "[kn_i]": "knot", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "kW.h": "kilowatt-hour", "MW.h": "megawatt-hour", "GW.h": "gigawatt-hour",
    "TW.h": "terawatt-hour", "[HP]": "horsepower", "kcal": "kilocalorie", "Hz": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "bit": "bit", "kbit": "kilobit", "Mbit": "megabit", "By": "byte",
    "kBy": "kilobyte", "MBy": "megabyte", "GBy": "gigabyte", "TBy": "terabyte",
}  # fmt: skip


RATED = {"USD": "dollar", "EUR": "euro", "GBP": "pound sterling"}  # inside a rate, gold spells the coin out


def unit_name(figure: Figure) -> str:
    """`USD` stays, `[mi_i]` is `mile`, `{voter}` is `voter`, a rate is `dollar per barrel`, no unit is `-`."""
    if figure.unit_code is None:
        return "-"
    if figure.rule.startswith("money.hundredth"):
        return "cent"
    name = _name(figure.unit_code)
    return f"{RATED.get(name, name)} per {_name(figure.per_unit)}" if figure.per_unit else name


def in_unit(figure: Figure, value: float | None) -> float | None:
    """A value in the unit that `unit_name` gives: gold counts cents, the record hundredths of the coin."""
    return round(100 * value, 8) if value is not None and figure.rule.startswith("money.hundredth") else value


def _name(code: str) -> str:
    return NAMES.get(code) or code.removeprefix("{").removesuffix("}")
