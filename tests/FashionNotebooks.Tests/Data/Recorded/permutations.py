"""Writes permutations.txt: the generator and shuffle of SeededRandom, from their published definitions.

Python 3.11, nothing else. SplitMix64 and xoshiro256** as in Blackman and Vigna 2018; numbers below a limit by
rejecting the incomplete last stretch of 2**64; Fisher and Yates's shuffle from the last item down.
"""
MASK = 2**64 - 1


def generator(seed):
    x, s = seed & MASK, []
    for _ in range(4):
        x = (x + 0x9E3779B97F4A7C15) & MASK
        z = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        s.append(z ^ (z >> 31))

    def rotl(v, k):
        return ((v << k) | (v >> (64 - k))) & MASK

    while True:
        yield (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def below(bits, limit):
    full = 2**64 - 2**64 % limit
    return next(v for v in bits if v < full) % limit


def permutation(seed, n):
    bits, items = generator(seed), list(range(n))
    for last in range(n - 1, 0, -1):
        chosen = below(bits, last + 1)
        items[last], items[chosen] = items[chosen], items[last]
    return items


with open(__file__.replace(".py", ".txt"), "w") as f:
    for seed, n in [(0, 10), (7, 10), (-1, 10), (7, 1), (2147483647, 25)]:
        print(seed, *permutation(seed, n), file=f)
