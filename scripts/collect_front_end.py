"""Copies the style sheets and scripts that the screens use from node_modules to where the program serves them.

Run by `make run` after `npm ci`; what it writes is not kept in git but travels inside the wheel.
"""

import gzip
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "overstap" / "web" / "static" / "vendor"

FILES = {
    "utrecht.css": "@utrecht/component-library-css/dist/index.css",
    "utrecht-root.css": "@utrecht/root-css/dist/index.css",
    "utrecht-LICENSE.md": "@utrecht/component-library-css/LICENSE.md",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx-LICENSE": "htmx.org/LICENSE",
}

INLINE_DRAWING = re.compile(r'url\("data:image/svg\+xml,([^"]*)"\)')


def draw_from_files(sheet: Path) -> None:
    """Move drawings that stand inside a style sheet to files: our content security policy allows no data: addresses."""
    drawings: list[str] = []

    def move(found: re.Match[str]) -> str:
        drawing = unquote(found.group(1))
        if drawing not in drawings:
            drawings.append(drawing)
        name = f"{sheet.stem}-{drawings.index(drawing) + 1}.svg"
        (sheet.parent / name).write_text(drawing, encoding="utf-8")
        return f'url("{name}")'

    sheet.write_text(INLINE_DRAWING.sub(move, sheet.read_text(encoding="utf-8")), encoding="utf-8")


def squeeze(file: Path) -> None:
    """Put a compressed copy beside a file; the server sends it to a browser that can read it."""
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0))


def main() -> int:
    """Copy every file; 1 and the names when a file is missing, so that no page ever lacks its style unnoticed."""
    missing = [name for name in FILES.values() if not (MODULES / name).is_file()]
    if missing:
        print(
            f"collect_front_end: not in {MODULES.name}: {', '.join(missing)}; run `npm ci` first.",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for target, source in FILES.items():
        shutil.copyfile(MODULES / source, TARGET / target)
    for sheet in sorted(TARGET.glob("*.css")):
        draw_from_files(sheet)
    for file in sorted(TARGET.iterdir()):
        if file.suffix in {".css", ".js", ".svg"}:
            squeeze(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
