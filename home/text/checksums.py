"""Check digits of Russian documents' numbers: they tell a number from a row of figures."""


def is_snils(digits):
    """Whether eleven ``digits`` are an insurance number (Pension Fund's rule: the weighted sum
    of the first nine modulo 101, 100 counting as 0)."""
    if len(digits) != 11:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def is_person_inn(digits):
    """Whether twelve ``digits`` are a person's taxpayer number (two check digits, order of the
    Federal Tax Service)."""
    if len(digits) != 12:
        return False
    first = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    return digits[10] == _inn_check(digits, first) and digits[11] == _inn_check(digits, (3, *first))


def _inn_check(digits, weights):
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return str(total % 11 % 10)


def is_card_number(digits):
    """Whether sixteen ``digits`` pass the check of bank cards (Luhn)."""
    if len(digits) != 16 or digits[0] not in "23456":
        return False
    total = 0
    for index, digit in enumerate(digits):
        value = int(digit) * (1 if index % 2 else 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
