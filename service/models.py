"""The models of a machine, and what they are to a library."""

from dataclasses import replace
from pathlib import Path

from index.catalogue.records import LibraryRecord
from index.embedding.listing import ListedModel, State, models_at_hand
from index.fitted import fitted


def list_models(library: LibraryRecord | None, cache: Path | None) -> list[ListedModel]:
    """The models at hand, with the library's own marked; it stands last where it is not among them."""
    mark = library.fingerprint if library else None
    found = [
        replace(model, library=mark is not None and model.fingerprint == mark, fitted=_is_fitted(model.fingerprint))
        for model in models_at_hand(cache)
    ]
    if library is None or mark is None or any(model.library for model in found):
        return found
    return [*found, _made_by(library)]


def _made_by(library: LibraryRecord) -> ListedModel:
    return ListedModel(
        name=library.model or "",
        state=State.UNKNOWN,
        library=True,
        fitted=_is_fitted(library.fingerprint),
        problem="made this library, but no model at hand has the same weights and settings.",
        fingerprint=library.fingerprint,
        dimension=library.dimension,
    )


def _is_fitted(fingerprint: str | None) -> bool:
    return fitted(fingerprint) is not None
