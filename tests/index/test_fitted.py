"""What was fitted to each model."""

from index.embedding.fingerprint import fingerprint
from index.embedding.sources import CATALOGUE, resolve
from index.fitted import fitted


def test_every_model_of_the_catalogue_has_its_values() -> None:
    for entry in CATALOGUE:
        values = fitted(fingerprint(resolve(entry.name)))
        assert values is not None, entry.name
        assert values.similarity_floor is not None


def test_a_model_that_nobody_measured_has_none() -> None:
    assert fitted("0123456789abcdef") is None
    assert fitted(None) is None
