"""Pictures of a made-up month's reports, for the docs: pages of paper by pdfium, pages of the web by Chromium.

python -m benchmarks.report_pictures [FOLDER]     docs/pictures unless said otherwise
"""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright
from pypdfium2 import PdfDocument

from benchmarks.estate import OCTOBER, estate
from bot.i18n import Wording
from bot.pack.loading import load
from reports.model import Edition, Request
from reports.pipeline import Making

ROOT = Path(__file__).parent.parent
GAP, DOTS, ACROSS, COLOURS = 12, 56, 4, 64
PHONE, DESK = 390, 1280
INCH = 72
"""Points of an inch: DOTS are so many of one."""


def sheets(folder: Path, pdf: Path, name: str) -> None:
    """All pages of a PDF on one picture."""
    with PdfDocument(pdf) as opened:
        pages = [page.render(scale=DOTS / INCH).to_pil().convert("RGB") for page in opened]
    wide, high = pages[0].width + GAP, pages[0].height + GAP
    across = min(ACROSS, len(pages))
    whole = Image.new("RGB", (across * wide + GAP, -(-len(pages) // across) * high + GAP), "#c9d2cf")
    for number, page in enumerate(pages):
        whole.paste(page, (GAP + number % across * wide, GAP + number // across * high))
    whole.quantize(COLOURS).save(folder / f"{name}.png", optimize=True)


async def screens(folder: Path, pages: dict[str, tuple[Path, int, int]]) -> None:
    """The first screens of each page of the web, so many pixels wide and high."""
    async with async_playwright() as browser:
        chromium = await browser.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, wide, high) in pages.items():
            page = await chromium.new_page(viewport={"width": wide, "height": high})
            await page.goto(path.as_uri())
            await page.screenshot(path=folder / f"{name}.png")
            Image.open(folder / f"{name}.png").convert("RGB").quantize(COLOURS).save(
                folder / f"{name}.png", optimize=True
            )
        await chromium.close()


def main() -> None:
    """Draw them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    area, wording = load(ROOT / "areas" / "milton-keynes"), Wording.load(ROOT / "locales")
    making, here = Making(estate(area), area, wording), area.neighbourhoods[0].id
    with tempfile.TemporaryDirectory() as drawn:
        made = {}
        for edition in Edition:
            for place in (None, here):
                files = making.files(Request(OCTOBER, place, edition))
                files.write(Path(drawn))
                made[edition, place] = Path(drawn) / files.stem
        paper = {"report-estate": (Edition.AGENCY, here), "report-area": (Edition.AGENCY, None)}
        paper |= {f"report-{one}": (one, here) for one in (Edition.SCHOOL, Edition.RESIDENTS, Edition.CHILDREN)}
        for name, which in paper.items():
            sheets(folder, made[which].with_suffix(".pdf"), name)
        html = made[Edition.AGENCY, None].with_suffix(".html")
        asyncio.run(
            screens(
                folder,
                {
                    "report-phone": (html, PHONE, 3600),
                    "report-desk": (html, DESK, 2400),
                    "report-residents-phone": (made[Edition.RESIDENTS, here].with_suffix(".html"), PHONE, 1600),
                },
            )
        )


if __name__ == "__main__":
    main()
