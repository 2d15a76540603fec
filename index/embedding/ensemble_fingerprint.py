"""What identifies an ensemble."""

from collections.abc import Sequence
from hashlib import sha256

from index.embedding.ensembles import Ensemble
from index.embedding.fingerprint import LENGTH

# Raise it whenever the same members make other vectors together.
_ENSEMBLE_VERSION = 1


def ensemble_fingerprint(ensemble: Ensemble, members: Sequence[str]) -> str:
    """From the fingerprints of its members; the same on every machine."""
    lines = [
        f"{mark} {member.weight} {','.join(sorted(member.languages or ()))}"
        for member, mark in zip(ensemble.members, members, strict=True)
    ]
    return sha256("\n".join((f"ensemble {_ENSEMBLE_VERSION}", *lines)).encode()).hexdigest()[:LENGTH]
