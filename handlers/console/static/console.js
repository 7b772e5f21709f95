// Triage by keyboard: j and k go down and up, x ticks, a ticks all, r reads what is ticked, Enter opens.
"use strict";

const form = document.getElementById("batch");
const every = document.getElementById("every");
const ticks = [...form.querySelectorAll("input[name=item]")];
document.getElementById("keys").hidden = false;
every.closest("label").hidden = false;

function tickAll(on) {
  for (const one of ticks) one.checked = on;
  every.checked = on;
}

every.addEventListener("change", () => tickAll(every.checked));

function move(by) {
  const at = ticks.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : ticks.length - 1) : Math.min(Math.max(at + by, 0), ticks.length - 1);
  ticks[next].focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => ticks.includes(document.activeElement) && document.activeElement.click(),
  a: () => tickAll(!ticks.every((one) => one.checked)),
  r: () => form.querySelector("button[value=read]").click(),
  Enter: () => ticks.includes(document.activeElement) && document.activeElement.closest("li").querySelector("a").click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("select, textarea, input:not([type=checkbox])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  if (event.key === "Enter" && !ticks.includes(document.activeElement)) return;
  event.preventDefault();
  keys[event.key]();
});
