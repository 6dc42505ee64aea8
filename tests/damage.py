"""Damage to a whole file, as fuzz: bytes changed, cut out, put in, or whatever a format is spoiled by."""


def damaged(whole, data, chance, *, times=12, cut=60, put=80, spoil=None):
    """The bytes of `whole` after one to `times` faults; `spoil(made, place)` is a fault of the format's own."""
    made = bytearray(whole)
    for _ in range(chance.randint(1, times)):
        place = chance.randrange(len(made))
        how = chance.randint(0, 2 if spoil is None else 3)
        if how == 0:
            made[place] = chance.randrange(256)
        elif how == 1:
            del made[place : place + chance.randint(1, cut)]
        elif how == 2:
            made[place:place] = data[: chance.randint(0, put)]
        else:
            spoil(made, place)
    return bytes(made)
