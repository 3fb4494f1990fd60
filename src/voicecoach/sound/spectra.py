"""Sound to spectrum and back in single precision, which numpy keeps but its types deny."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
"""Samples, powers, or taps."""
Spectra = npt.NDArray[np.complex64]
"""Spectra of real sound, the last axis from 0 to half of the rate."""


def spectrum(sound: Floats, size: int | None = None) -> Spectra:
    """Return the spectrum along the last axis, of ``size`` samples if it is given."""
    return cast("Spectra", np.fft.rfft(sound, size))


def wave(spectra: Spectra) -> Floats:
    """Return the sound of an even number of samples that has these spectra."""
    return cast("Floats", np.fft.irfft(spectra))


def power(spectra: Spectra) -> Floats:
    """Return the power of each bin."""
    return spectra.real**2 + spectra.imag**2
