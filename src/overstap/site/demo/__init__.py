"""The demo: invented people in every stage, made with the same actions as in real work."""

from __future__ import annotations

from overstap.site.demo.loading import START, is_loaded, load_demo
from overstap.site.demo.windows import fill_windows

__all__ = ["START", "fill_windows", "is_loaded", "load_demo"]
