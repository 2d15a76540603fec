"""What was fitted to each model."""

from index.embedding.fingerprint import fingerprint
from index.embedding.sources import CATALOGUE, resolve
from index.fitted import calibration, fitted


def test_every_model_of_the_catalogue_has_its_values() -> None:
    for entry in CATALOGUE:
        values = fitted(fingerprint(resolve(entry.name)))
        assert values is not None, entry.name
        assert values.similarity_floor is not None


def test_every_model_of_the_catalogue_has_a_calibration() -> None:
    for entry in CATALOGUE:
        calibrated = calibration(fingerprint(resolve(entry.name)))
        assert calibrated is not None, entry.name
        assert 0 < calibrated.threshold < 1
        assert all(signal.weight >= 0 and signal.scale > 0 for signal in calibrated.signals.values())


def test_a_model_that_nobody_measured_has_none() -> None:
    assert fitted("0123456789abcdef") is None
    assert fitted(None) is None
    assert calibration("0123456789abcdef") is None
    assert calibration(None) is None
