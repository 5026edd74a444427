"""Placed: what a line is to its page: how it hangs together with the body, and where it stands."""

from collections.abc import Iterator

import numpy as np

from dechaff.model.characters import UPPER, Numbers
from dechaff.model.features import SET, columns, log, share
from dechaff.model.own import Own
from dechaff.model.words import BUCKETS, Words

# The words that are most frequent in the body say nothing of its topic: so many, ...
_COMMON = 40
# ... counted over the whole page where the body has fewer different words than this.
_FEW = 30
_TITLE_WORDS = 3
# What is further than so many lines or words is far.
_FAR, _MANY = 99, 800
_NO_LINE, _NO_WORDS = 64, 90
# Right beside a line stand so many.
_BESIDE = 2
# Numbers up to here are small.
_SMALL = 1 << 16
# A line that is not body speaks against the stretch that it stands in like so many words.
_OTHER = -6


def placed(words: Words, row: Own, weight: Numbers) -> Numbers:
    """What each line is to its page.

    Args:
        words: the page.
        row: what its lines are by themselves; those that say something look like the body.
        weight: how telling each word is.
    """
    size, body = row.words, row.says
    line = words.line
    passed = np.concatenate(([0], np.cumsum(size)))
    core = _core(size, body)
    bucket = _buckets(words.hash)
    inside = bucket[body[line]]
    theme = np.bincount(inside, minlength=len(bucket))
    varied = int(np.count_nonzero(theme))
    frequent = theme if varied >= _FEW else np.bincount(bucket)
    return columns(
        (
            *_cohesion(words, row, weight, line, bucket, frequent, core),
            *_repetition(words),
            *_distances(body, passed),
            *_blocks(words.number, size),
            *_around(core, passed),
            *_page(size, body, varied * 128 // max(len(inside), 1)),
        )
    )


def _buckets(hashes: Numbers) -> Numbers:
    """Of each word a number below that of all words, the same for words of one bucket."""
    bucket = hashes & np.uint32(BUCKETS - 1)
    # What was not written here is not read.
    latest = np.empty(BUCKETS, np.int32)
    latest[bucket] = np.arange(len(bucket), dtype=np.int32)
    found: Numbers = latest[bucket]
    return found


def _core(size: Numbers, body: Numbers) -> tuple[int, int]:
    """The stretch of lines in which body lines outweigh the others most."""
    worth = np.concatenate(([0], np.cumsum(np.where(body, size, _OTHER))))
    gain = worth[1:] - np.minimum.accumulate(worth[:-1])
    stop = int(np.argmax(gain)) + 1
    return int(np.argmin(worth[:stop])), stop


def _cohesion(
    words: Words,
    row: Own,
    weight: Numbers,
    line: Numbers,
    bucket: Numbers,
    frequent: Numbers,
    core: tuple[int, int],
) -> Iterator[Numbers]:
    """How much of each line's words the body, the title and the first body line have."""
    begin, body = words.begin[:-1], row.says
    there = frequent[np.flatnonzero(frequent)]
    least = np.partition(there, -_COMMON)[-_COMMON] if len(there) > _COMMON else 1
    times = frequent[bucket]
    common = times >= np.maximum(least, 2)
    telling = np.where(common, 0, weight).astype(np.int32)
    total = np.maximum(np.add.reduceat(telling, begin), 1)
    index = np.arange(len(body))
    heart = body & (index >= core[0]) & (index < core[1])
    title = int(np.argmax(row.words >= _TITLE_WORDS))
    lead = int(np.argmax(heart)) if heart.any() else title
    above, below = _elsewhere(bucket, line, heart)
    told = np.stack(
        (
            (times > 0) & ~common,
            np.logical_or(*_elsewhere(bucket, line, body)),
            above | below,
            _shared(bucket, line, title),
            _shared(bucket, line, lead),
            above,
            below & ~above,
            *_beside(bucket, line),
        )
    )
    name = words.kind == UPPER
    name[begin] = False
    # All are counted at once: on a short page most of the time goes into asking for sums.
    counted = np.add.reduceat(np.stack((common, name, name & above)), begin, axis=1, dtype=np.int32)
    yield share(counted[0], words.of_line)
    yield from np.add.reduceat(told * telling, begin, axis=1, dtype=np.int32) * 64 // total
    yield log(counted[1])
    yield share(counted[2], counted[1])


def _elsewhere(bucket: Numbers, line: Numbers, chosen: Numbers) -> tuple[Numbers, Numbers]:
    """Of each word, whether it stands in a chosen line above its own, and in one below."""
    inside = np.flatnonzero(chosen[line])
    ends = np.empty((2, len(bucket)), np.int64)
    ends[0], ends[1] = len(bucket), -1
    back = inside[::-1]
    ends[0, bucket[back]] = line[back]
    ends[1, bucket[inside]] = line[inside]
    return ends[0, bucket] < line, ends[1, bucket] > line


def _beside(bucket: Numbers, line: Numbers) -> tuple[Numbers, Numbers]:
    """Of each word, whether it stands in one of the two lines right above its own, and right below."""
    apart = int(line[-1]) + 1 + _BESIDE
    # Words stand in the order of their lines; small numbers are brought in order without comparing them.
    order = np.argsort(bucket.astype(np.uint16) if len(bucket) <= _SMALL else bucket, kind="stable")
    ranked = bucket[order].astype(np.int64) * apart + line[order]
    fresh = np.concatenate(([True], ranked[1:] != ranked[:-1]))
    which = np.empty(len(order), np.int64)
    which[order] = np.cumsum(fresh)
    near = np.zeros(int(fresh.sum()) + 1, bool)
    known = ranked[fresh]
    near[1:-1] = known[1:] - known[:-1] <= _BESIDE
    return near[which - 1], near[which]


def _shared(bucket: Numbers, line: Numbers, other: int) -> Numbers:
    """Of each word, whether it stands in that other line."""
    there = np.zeros(len(bucket), bool)
    own = line == other
    there[bucket[own]] = True
    shared: Numbers = there[bucket] & ~own
    return shared


def _repetition(words: Words) -> Iterator[Numbers]:
    """How often each line is said, before it too, and how often but for its digits."""
    again, before = _again(words.said + words.exact)
    yield log(again)
    yield np.minimum(before, 3) * 32
    yield log(_again(words.said)[0])


def _again(key: Numbers) -> tuple[Numbers, Numbers]:
    """Of each line, how many others are the same, and how many of those stand before it."""
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    first = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
    count = np.append(first[1:], len(key)) - first
    found = np.empty((2, len(key)), np.int64)
    found[0, order] = np.repeat(count, count) - 1
    found[1, order] = np.arange(len(key)) - np.repeat(first, count)
    return found[0], found[1]


def _distances(body: Numbers, passed: Numbers) -> Iterator[Numbers]:
    """Where each line stands on the page, and how far the next body lines are above and below it."""
    count = len(body)
    index = np.arange(count)
    above = np.maximum.accumulate(np.where(body, index, -1))
    above = np.concatenate(([-1], above[:-1]))
    below = np.minimum.accumulate(np.where(body, index, count)[::-1])[::-1]
    below = np.concatenate((below[1:], [count]))
    yield index * 128 // max(count - 1, 1)
    yield passed[:-1] * 128 // passed[-1]
    yield np.where(above < 0, _NO_LINE, log(np.minimum(index - above - 1, _FAR)))
    yield np.where(below == count, _NO_LINE, log(np.minimum(below - index - 1, _FAR)))
    yield np.where(above < 0, _NO_WORDS, log(np.minimum(passed[:-1] - passed[above + 1], _MANY)))
    yield np.where(below == count, _NO_WORDS, log(np.minimum(passed[below] - passed[1:], _MANY)))


def _blocks(number: Numbers, size: Numbers) -> Iterator[Numbers]:
    """The block that each line stands in, and whether one begins above or ends below it."""
    gap = np.ones(len(number), bool)
    gap[1:] = number[1:] - number[:-1] > 1
    block = np.cumsum(gap) - 1
    yield log(np.bincount(block)[block])
    yield log(np.bincount(block, size).astype(np.int64)[block])
    yield gap * SET
    yield np.append(gap[1:], True) * SET


def _around(core: tuple[int, int], passed: Numbers) -> Iterator[Numbers]:
    """Whether each line stands in the core, or how far before or behind it."""
    start, stop = core
    index = np.arange(len(passed) - 1)
    yield ((index >= start) & (index < stop)) * SET
    yield log(np.maximum(start - index, 0))
    yield log(np.maximum(index - stop + 1, 0))
    yield log(np.maximum(passed[start] - passed[:-1], 0))
    yield log(np.maximum(passed[1:] - passed[stop], 0))


def _page(size: Numbers, body: Numbers, varied: int) -> Iterator[Numbers]:
    """What the page is as a whole."""
    count, words = len(size), int(size.sum())
    yield np.full(count, log(np.array(count)))
    yield np.full(count, int(size[body].sum()) * 128 // words)
    yield np.full(count, log(np.array(4 * words // count)))
    yield np.full(count, varied)
