"""How long each thing a mobiliser does takes: the machine's share, measured, and a person's, reckoned from the taps.

    python -m benchmarks.taps

The whole program on a database of its own, with the fake Bot API as Telegram and a real browser (of a phone's size,
without the script) as the console's. A wait runs from the tap to the answer on the screen.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from playwright.async_api import Page, async_playwright

from tests.days.estate import DOOR, Estate, estate
from tests.fakes.telegram.person import Person

A_TAP = 1.5
"""Seconds to find a button and tap it. Ours: nobody has been timed with this bot yet."""
TYPED = 36.2 * 5 / 60
"""Signs a second with two thumbs: 36.2 words a minute of 37,370 people (Palin et al. 2019, MobileHCI)."""
READ = 238 / 60
"""Words a second, read silently in English (Brysbaert 2019, Journal of Memory and Language)."""
HOOP = "could the park have a basketball hoop, kids have nowhere after school"
ANSWER = "Thank you. The parks team meets us on the 12th and we ask them."
NOTES = (
    "/note\nidea: hoop by the shops - dad at gate, would help\nissue: damp in the flats\ngroup 12/9 idea: a youth club"
)
MANY = 20


@dataclass
class Deed:
    """Something a mobiliser does, as it goes on."""

    name: str
    taps: int = 0
    typed: int = 0
    read: int = 0
    waited: list[float] = field(default_factory=list)

    @asynccontextmanager
    async def tap(self, typed: str = "", read: str = "") -> AsyncIterator[None]:
        """A tap, or a message of what is typed; within it its answer is waited for. `read` is what is read before."""
        self.taps, self.typed, self.read = self.taps + 1, self.typed + len(typed), self.read + len(read.split())
        began = perf_counter()
        yield
        self.waited.append(perf_counter() - began)

    def row(self) -> str:
        """A row of the table."""
        person = self.taps * A_TAP + self.typed / TYPED + self.read / READ
        machine = sum(self.waited)
        slowest = max(self.waited)
        told = (
            f"{self.taps} | {self.typed} | {self.read} | {machine:.2f} s | {slowest:.2f} s | {person + machine:.0f} s"
        )
        return f"| {self.name} | {told} |"


async def main() -> None:
    """Do each once, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        async with estate(Path(folder), "") as here, async_playwright() as playwright:
            robin = await here.let_in("Robin")
            deeds = [*(await digest(here, robin)), await notes(robin), await spend(robin), await friday(here, robin)]
            chromium = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            context = await chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
            page = await context.new_page()
            deeds += [await triage(here, robin, page), await decided(here, page)]
            await chromium.close()
    print("| what | taps and messages | signs typed | words read | waits, all | the longest | with a person's time |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(one.row() for one in deeds))


async def notes(robin: Person) -> Deed:
    """Three street notes in a message."""
    deed = Deed("three street notes")
    async with deed.tap(typed=NOTES):
        await robin.says(NOTES)
        await robin.hears("Do they know you are writing this down?")
    async with deed.tap():
        await robin.presses("save all 3")
        await robin.hears("Their words:")
    return deed


async def spend(robin: Person) -> Deed:
    """A small spend in a line."""
    deed, line = Deed("a small spend"), "/spend 12.50 juice for the hoop day"
    async with deed.tap(typed=line):
        await robin.says(line)
        await robin.hears("juice for the hoop day")
    return deed


async def digest(here: Estate, robin: Person) -> list[Deed]:
    """Twenty read and thanked, after one of them was answered and has a date."""
    for number in range(MANY + 1):
        await speaks(here.person(f"resident {number}"), f"{HOOP} {number}")
    await here.at(0, "16:00")
    await robin.hears("new, 0 late.")
    one = Deed("from the digest to a resident who is answered and has a date")
    async with one.tap():
        await robin.presses("1")
        await robin.hears(HOOP)
    async with one.tap(read=HOOP):
        await robin.presses("Answer in words")
        await robin.hears("Write")
    async with one.tap(typed=ANSWER):
        await robin.says(ANSWER)
        await robin.hears("The parks team meets us")
    async with one.tap():
        await robin.presses("Back in a week")
        await robin.hears("by Monday 9 November")
    many = Deed("read and thank 20 items in the chat")
    async with many.tap():
        await robin.presses("Read them here")
        await robin.hears(HOOP)
    async with many.tap(read=f"{HOOP} 1 " * MANY):
        await robin.presses("Thank these")
        await robin.hears("Read and thanked")
    return [many, one]


async def friday(here: Estate, robin: Person) -> Deed:
    """From the draft to sent."""
    await here.at(4, "15:00")
    deed = Deed("the Friday answer, from draft to sent")
    async with deed.tap():
        await robin.says("/friday")
        draft = await robin.hears("Robin here")
    async with deed.tap(read=draft.text):
        await robin.presses("Send it")
        await robin.hears("It stands on the page")
    return deed


async def triage(here: Estate, robin: Person, page: Page) -> Deed:
    """Twenty more, in the console without its script."""
    for number in range(MANY):
        await speaks(here.person(f"neighbour {number}"), f"{HOOP} {number}")
    await page.goto(here.address + await here.way_in(robin))
    await page.get_by_role("button", name="Come in").click()
    await page.goto(f"{here.address}/console/inbox?whose=unread")
    deed = Deed("read and thank 20 items in the console, without the script")
    async with deed.tap():
        await page.get_by_role("button", name="Show the words", exact=True).click()
        await page.locator(".words").nth(MANY - 1).wait_for()
    async with deed.tap(read=f"{HOOP} 1 " * MANY):
        await page.get_by_role("button", name=f"{MANY} new ones shown").click()
        await page.get_by_role("button", name=f"{MANY} new ones shown").wait_for(state="detached")
    return deed


async def decided(here: Estate, page: Page) -> Deed:
    """A point that was put on the agenda before leaves it."""
    await page.goto(f"{here.address}/console/inbox")
    await page.locator(".item a").first.click()
    await page.locator("summary", has_text="Put on the agenda").click()
    form = page.locator("form", has=page.locator("textarea")).filter(has_text="Put on the agenda")
    await form.locator("textarea").fill("A place to play ball games.")
    await form.get_by_role("button").click()
    deed, why = Deed("say what the group decided of a point"), "No money until spring, the group asks again then."
    async with deed.tap():
        await page.goto(f"{here.address}/console/agenda")
        await page.get_by_text("A place to play ball games.").wait_for()
    async with deed.tap():
        await page.locator("summary", has_text="What was decided").click()
    async with deed.tap():
        await page.get_by_label("What the group decided").select_option("not_now")
    async with deed.tap(typed=why):
        await page.get_by_label("Why, in a sentence").fill(why)
        await page.get_by_role("button", name="Save it and tell them").click()
        await page.get_by_text(why).wait_for()
    return deed


async def speaks(resident: Person, words: str) -> None:
    """Somebody tells of something for the first time, by the poster's code."""
    await resident.opens(DOOR)
    await resident.hears("I'm a computer")
    await resident.presses("18+")
    await resident.hears("What would you like to tell us?")
    await resident.says(words)
    await resident.hears("as an idea")


if __name__ == "__main__":
    asyncio.run(main())
