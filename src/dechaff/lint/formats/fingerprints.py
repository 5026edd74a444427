"""Fingerprints: what makes a finding the same in two reports, though lines above it came or went."""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from dechaff.lint.diagnostic import Diagnostic, Result


def fingerprinted(result: Result) -> Iterator[tuple[Diagnostic, str]]:
    """The findings of a file, each with a fingerprint of place, rule and text, no two of them alike."""
    seen: Counter[tuple[str, str]] = Counter()
    for found in result.diagnostics:
        key = found.code, found.digest
        yield found, fingerprint(result.place, *key, seen[key])
        seen[key] += 1


def fingerprint(*parts: object) -> str:
    """A hash of what something is known by."""
    # Half a surrogate pair has no UTF-8, and what `repr` writes depends on the version of Unicode.
    return blake2b(ascii(parts).encode(), digest_size=16).hexdigest()
