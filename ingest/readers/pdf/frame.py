"""Places on a page as it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own space to the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y
