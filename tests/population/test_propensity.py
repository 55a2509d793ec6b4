"""Class means of a gamma distribution: closed forms, the error function, moments, and frozen values."""

import hashlib
import math
from decimal import Decimal, localcontext
from itertools import pairwise
from types import SimpleNamespace

import pytest

from xinyong.errors import InputError
from xinyong.population import propensity
from xinyong.population.propensity import ONE, class_means
from xinyong.population.world import Propensity

SHAPES = [0.05, 0.1, 0.3, 0.5, 1, 2, 7.25, 60, 1000]


def classes(make: SimpleNamespace, shape: float) -> tuple[int, ...]:
    return class_means(Propensity.model_validate({"shape": make.cited(shape, "shape")}))


def test_without_a_propensity_all_are_alike() -> None:
    assert class_means(None) == (ONE,) * 256


@pytest.mark.parametrize("shape", SHAPES)
def test_the_mean_is_exactly_one_and_classes_rise(make: SimpleNamespace, shape: float) -> None:
    found = classes(make, shape)
    assert len(found) == 256
    assert sum(found) == 256 * ONE
    assert found[0] >= 0
    assert list(found) == sorted(found)


def test_shape_one_is_the_exponential(make: SimpleNamespace) -> None:
    """Between quantiles a < b of Exp(1) the mean is ((a + 1)e^−a − (b + 1)e^−b) / (e^−a − e^−b)."""
    with localcontext() as context:
        context.prec = 60
        exact = []
        for i in range(256):
            low, high = Decimal(256 - i) / 256, Decimal(255 - i) / 256
            upper = (1 - high.ln()) * high if high else Decimal(0)
            exact.append(256 * ((1 - low.ln()) * low - upper) * ONE)
    found = classes(make, 1)
    assert all(abs(int_ - real) < 1 for int_, real in zip(found, exact, strict=True))


def test_shape_one_half_follows_the_error_function(make: SimpleNamespace) -> None:
    """Gamma(1/2) at y has probability erf(√y), so its quantiles can be bisected with math.erf."""
    edges = [0.0]
    for i in range(1, 256):
        low, high = 0.0, 40.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if math.erf(math.sqrt(middle)) < i / 256 else (low, middle)
        edges.append(low)
    density = [math.sqrt(y) * math.exp(-y) / math.gamma(1.5) for y in edges] + [0.0]
    exact = [(1 - 256 * (b - a)) * ONE for a, b in pairwise(density)]
    assert list(classes(make, 0.5)) == pytest.approx(exact, abs=1.01)


@pytest.mark.parametrize(("shape", "tolerance"), [(1, 0.03), (2, 0.02), (7.25, 0.01), (60, 0.01), (1000, 0.01)])
def test_the_variance_is_one_over_the_shape(make: SimpleNamespace, shape: float, tolerance: float) -> None:
    """Classes leave out what varies inside them, so their variance is a little smaller."""
    values = [value / ONE for value in classes(make, shape)]
    variance = sum((v - 1) ** 2 for v in values) / 256
    assert 1 - tolerance < variance * shape < 1


def test_a_low_shape_leaves_nearly_everything_to_a_few(make: SimpleNamespace) -> None:
    found = classes(make, 0.05)
    assert found[:100] == (0,) * 100
    assert sum(found[-13:]) > 0.7 * sum(found)  # one in twenty does most of it


def test_classes_are_frozen(make: SimpleNamespace) -> None:
    text = ";".join(",".join(map(str, classes(make, shape))) for shape in SHAPES)
    assert (
        hashlib.sha256(text.encode("ascii")).hexdigest()
        == "d7ad5cdbf46eb34eec6864a1cdd66a77ca84db1d469c40482a085f1c4a9eb3ed"
    )


def test_settings_of_decimal_do_not_matter(make: SimpleNamespace) -> None:
    expected = classes(make, 0.77)
    propensity._gamma_class_means.cache_clear()
    with localcontext() as context:
        context.prec = 5
        assert classes(make, 0.77) == expected


@pytest.mark.parametrize("shape", [0.049, 0, -1, 1001])
def test_shapes_out_of_range_are_refused(make: SimpleNamespace, shape: float) -> None:
    with pytest.raises(InputError, match=rf"propensity\.shape: found {shape}; write a shape from 0\.05"):
        classes(make, shape)
