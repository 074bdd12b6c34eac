"""A number in words, added up word by word."""

from decimal import Decimal

from tasks.figures.lexicon import Lexicon, NumberWord


class Sum:
    """A number in words, added up as it is read; `parts` are the scales already closed, the largest first."""

    __slots__ = ("count", "first", "parts", "pending", "scale", "section")

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, Decimal]] = []
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.scale = Decimal(1)
        self.first = ""
        self.count = 0

    def shorten(self, last: str) -> None:
        """Where the last place is left out: 两千三百五 is 2350."""
        if self.pending is not None and self.pending < 10 and self.scale > 10 and last not in "零〇":
            self.pending *= self.scale / 10

    def copy(self) -> "Sum":
        """The sum as it stands."""
        other = Sum()
        other.restore(self)
        return other

    def restore(self, other: "Sum") -> None:
        """Stand as another sum does."""
        self.parts, self.section, self.pending = list(other.parts), other.section, other.pending
        self.scale, self.first, self.count = other.scale, other.first, other.count

    def value(self) -> Decimal:
        return sum((part for part, _ in self.parts), self.section + (self.pending or 0))

    def add(self, word: NumberWord, joined: bool, lexicon: Lexicon) -> bool:
        """Take one more word in, or refuse it and stay as before."""
        if word.role == "scale":
            taken = self._scale(word.value)
        elif word.role == "power":
            taken = self._power(word.value)
        else:
            taken = self._small(word.value, joined, lexicon)
        if taken:
            self.first = self.first or word.role
            self.count += 1
        return taken

    def _small(self, value: Decimal, joined: bool, lexicon: Lexicon) -> bool:
        if self.pending is None:
            room = _lowest_place(self.section) if self.section else (self.parts[-1][1] if self.parts else None)
            if room is not None and value >= room:
                return False
            self.pending = value
            return True
        if self.pending != int(self.pending) or self.pending == 0 or value == 0:
            return False
        if joined and lexicon.data.get("numbers", {}).get("and_needs_hundred") and not self.section and not self.parts:
            return False
        tens_after = lexicon.data.get("numbers", {}).get("units_first") and joined and self.pending < 10
        if tens_after and value in _TENS:
            self.pending += value
            return True
        vigesimal = lexicon.data.get("numbers", {}).get("vigesimal") and self.pending in (60, 80) and 10 <= value < 20
        if value < _lowest_place(self.pending) or vigesimal:
            self.pending += value
            return True
        return False

    def _power(self, value: Decimal) -> bool:
        if self.section and value >= _lowest_place(self.section):
            return False
        if self.pending is not None and self.pending >= 100:
            return False
        self.section += (self.pending if self.pending is not None else 1) * value
        self.pending = None
        self.scale = value
        return True

    def _scale(self, value: Decimal) -> bool:
        group = self.section + (self.pending or 0)
        empty = self.pending is None and not self.section
        if empty and self.parts and value <= self.parts[-1][1]:
            return False
        if not empty and self.parts and value == self.parts[-1][1]:
            return False
        below = [part for part, scale in self.parts if scale < value]
        if below:
            self.parts = [entry for entry in self.parts if entry[1] >= value]
            group += sum(below, Decimal(0))
        elif empty:
            group = Decimal(1)
        self.parts.append((group * value, value))
        self.section, self.pending, self.scale = Decimal(0), None, value
        return True


_TENS = frozenset(Decimal(ten) for ten in range(20, 100, 10))


def _lowest_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 300 has 100, 25 has 1."""
    number, place = int(value), 1
    while number and number % 10 == 0:
        number, place = number // 10, place * 10
    return Decimal(place)
