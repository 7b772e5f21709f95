// Triage by keyboard: j, k and the arrows go down and up, x ticks, a ticks all, w shows the words, Enter opens; r, g, h
// and s read and thank, put on the agenda, hold and put down as spam what is ticked.
"use strict";

const form = document.getElementById("batch");
if (form) {
  const every = document.getElementById("every");
  const ticks = [...form.querySelectorAll("input[name=item]")];
  document.getElementById("keys").hidden = false;
  every.closest("label").hidden = false;

  const tickAll = (on) => {
    for (const one of ticks) one.checked = on;
    every.checked = on;
  };
  every.addEventListener("change", () => tickAll(every.checked));

  const here = () => ticks.indexOf(document.activeElement);
  const move = (by) => {
    const at = here();
    const next = at < 0 ? (by > 0 ? 0 : ticks.length - 1) : Math.min(Math.max(at + by, 0), ticks.length - 1);
    ticks[next].focus();
  };
  const press = (which) => {
    const button = form.querySelector(which);
    if (button) button.click();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: () => here() >= 0 && document.activeElement.click(),
    a: () => tickAll(!ticks.every((one) => one.checked)),
    w: () => press("#show"),
    r: () => press("button[value=read]"),
    g: () => press("button[value=agenda]"),
    h: () => press("button[value=hold]"),
    s: () => press("button[value=spam]"),
    Enter: () => document.activeElement.closest("li").querySelector("a").click(),
  };
  // The arrows move only within the list: elsewhere they go on scrolling the page.
  const onlyInList = new Set(["Enter", "ArrowDown", "ArrowUp"]);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("select, textarea, input:not([type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    if (onlyInList.has(event.key) && here() < 0) return;
    event.preventDefault();
    keys[event.key]();
  });
}
