"""Which models this machine has, told without loading one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import get_args

from index.embedding.cache import cache_folder, entry_folder, known_name, remember, still_holds
from index.embedding.ensemble_fingerprint import ensemble_fingerprint
from index.embedding.ensembles import DEFAULT_MODEL, ENSEMBLES, Ensemble
from index.embedding.fingerprint import fingerprint
from index.embedding.record import Agreement, Asked, ModelRecord, Precision, read_record
from index.embedding.settings import Granularity, Pooling, Prompts
from index.embedding.sources import CATALOGUE, CatalogueEntry, resolve


class State(StrEnum):
    """How far a model is from answering."""

    COMPILED = "compiled"
    ON_FIRST_USE = "compiled on first use"
    NOT_INSTALLED = "not installed"
    UNUSABLE = "unusable"
    UNKNOWN = "unknown here"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A form in which the model lies in the cache, and how close that comes to the original.

    `granularity`: whether a passage has a vector for each sentence or for each window.
    """

    precision: Precision
    reason: str
    agreement: Agreement | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model as far as it is known without being opened; None for what is not.

    `package` is what pip installs, of which the version `installed` is there; `members` are the models that answer
    together in an ensemble. `problem` says what is wrong with it. `library` marks the one that a library was made by;
    `fitted` those with constants of retrieval of their own.
    """

    name: str
    state: State
    default: bool = False
    catalogued: bool = False
    library: bool = False
    fitted: bool = False
    package: str | None = None
    installed: str | None = None
    problem: str | None = None
    fingerprint: str | None = None
    compiled: tuple[Compiled, ...] = ()
    members: tuple[str, ...] = ()
    dimension: int | None = None
    max_length: int | None = None
    pooling: Pooling | None = None
    prompts: Prompts | None = None
    licence: str | None = None
    source: str | None = None


def models_at_hand(cache: Path | None = None) -> list[ListedModel]:
    """The models of the catalogue, then others that were compiled here. What is wrong with one stops no other."""
    folder = cache_folder(cache)
    catalogued = {entry.name: _catalogued(entry, folder) for entry in CATALOGUE}
    ensembles = [_ensemble(known, [catalogued[m.model] for m in known.members]) for known in ENSEMBLES]
    return [*ensembles, *catalogued.values(), *_others(folder)]


def _ensemble(ensemble: Ensemble, members: Sequence[ListedModel]) -> ListedModel:
    """No further than the member that is least far, with the problems of all."""
    marks = [member.fingerprint for member in members if member.fingerprint]
    dimensions = [member.dimension for member in members if member.dimension]
    return ListedModel(
        name=ensemble.name,
        state=max((member.state for member in members), key=list(State).index),
        default=ensemble.name == DEFAULT_MODEL,
        catalogued=True,
        members=tuple(member.name for member in members),
        problem=" ".join(f"{member.name}: {member.problem}" for member in members if member.problem) or None,
        licence=", ".join(dict.fromkeys(member.licence for member in members if member.licence)),
        fingerprint=ensemble_fingerprint(ensemble, marks) if len(marks) == len(members) else None,
        dimension=sum(dimensions) if len(dimensions) == len(members) else None,
    )


def _catalogued(entry: CatalogueEntry, cache: Path) -> ListedModel:
    installed = _installed(entry)
    mark, problem = _identified(entry, cache)
    records = _records(cache, mark)
    if problem is not None:
        state = State.UNUSABLE if installed else State.NOT_INSTALLED
    else:
        state = State.COMPILED if records else State.ON_FIRST_USE
        problem = _other_version(entry, installed)
    return ListedModel(
        name=entry.name,
        state=state,
        default=entry.name == DEFAULT_MODEL,
        catalogued=True,
        package=entry.requirement,
        installed=installed,
        problem=problem,
        fingerprint=mark,
        compiled=tuple(map(_compiled, records)),
        dimension=records[0].dimension if records else None,
        max_length=entry.settings.max_length,
        pooling=entry.settings.pooling,
        prompts=entry.settings.prompts,
        licence=entry.licence,
        source=entry.source,
    )


def _installed(entry: CatalogueEntry) -> str | None:
    try:
        return version(entry.requirement.partition("==")[0])
    except PackageNotFoundError:
        return None


def _other_version(entry: CatalogueEntry, installed: str | None) -> str | None:
    package, _, wanted = entry.requirement.partition("==")
    if installed in (None, wanted):
        return None
    return f"{package} {installed} is installed, with the weights of {wanted}."


def _identified(entry: CatalogueEntry, cache: Path) -> tuple[str | None, str | None]:
    """The fingerprint, read from the weights only where they are new; or what is wrong with them."""
    try:
        weights, known = resolve(entry.name), known_name(cache, entry.name)
        if known is not None and still_holds(known, weights):
            return known.fingerprint, None
        mark = fingerprint(weights)
        remember(cache, weights, mark)
    except Exception as error:  # whatever a damaged package makes of being looked at
        return None, str(error) or type(error).__name__
    return mark, None


def _records(cache: Path, mark: str | None) -> list[ModelRecord]:
    """What is compiled for this runtime, that which runs unless another precision is asked for first."""
    from index.embedding.onnx_embedder import RUNTIME  # what only names the types of this module need not load it

    folders = [entry_folder(cache, mark, RUNTIME, precision) for precision in (None, *get_args(Asked))] if mark else []
    return [record for record in map(_record, folders) if record is not None]


def _record(folder: Path) -> ModelRecord | None:
    """Unlike opening, this only sees whether the files are there: reading them all would take long."""
    try:
        record = read_record(folder)
        return record if all((folder / name).is_file() for name in record.checksums) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _compiled(record: ModelRecord) -> Compiled:
    return Compiled(record.precision, record.reason, record.agreement, record.granularity)


def _others(cache: Path) -> Iterator[ListedModel]:
    names = {entry.name for entry in CATALOGUE}
    found = {record.fingerprint: record for record in _all_records(cache) if record.name not in names}
    for mark, record in sorted(found.items(), key=lambda item: item[1].name):
        records = _records(cache, mark)
        problem = _gone(cache, record)
        if records:
            yield ListedModel(
                name=record.name,
                state=State.UNUSABLE if problem else State.COMPILED,
                problem=problem,
                fingerprint=mark,
                compiled=tuple(map(_compiled, records)),
                dimension=record.dimension,
                max_length=record.max_length,
                prompts=record.prompts,
                licence=record.licence,
                source=record.source,
            )


def _all_records(cache: Path) -> list[ModelRecord]:
    folders = sorted((cache / "models").glob("[!.]*"))
    return [record for record in map(_record, folders) if record is not None]


def _gone(cache: Path, record: ModelRecord) -> str | None:
    """A model is identified by its files each time, so that they have to stay where they were."""
    known = known_name(cache, record.name)
    if known is None or not Path(known.place).is_dir():
        return f"its files are no longer at {known.place if known else record.name}."
    if known.fingerprint != record.fingerprint:
        return f"{known.place} holds other weights or settings by now."
    return None
