// The chat with a script: the same form, without reloading; new lines as they come; nothing typed is ever lost.
"use strict";

const form = document.getElementById("say");
const words = document.getElementById("words");
const log = document.getElementById("log");
const lines = document.getElementById("lines");
const problem = document.getElementById("problem");
const status = document.getElementById("status");
let last = form.dataset.last;
let listening = null;
let forgetting = [];
let before = Promise.resolve();
let turning = "";
const taken = new WeakMap();
const leaving = new AbortController();
const SWAPPED = ["#line", "#choices", "#failed", "#friday", ".foot"];
const LABELLED = [
  ...["title", ".skip", ".brand span", ".tools", ".tools button", "h1", "#log", "#clear p", ".finish", "#stay"],
  ...["[for=words]", "#words", ".send"],
];

// -- Lines ------------------------------------------------------------------------------------------------------------

function clone(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

function bubble(side, pieces) {
  const line = clone("line");
  line.classList.add(side, "new");
  line.querySelector(".unseen").textContent = form.dataset[side];
  const text = line.querySelector("bdi");
  for (const one of pieces) text.append(piece(...one));
  return line;
}

function piece(text, link, keep) {
  if (!link && !keep) return text;
  const made = document.createElement(link ? "a" : "strong");
  made.textContent = text;
  if (link) {
    made.href = link;
    made.rel = "noreferrer noopener";
  } else {
    made.className = "keep";
  }
  return made;
}

function button(label, attributes) {
  const made = document.createElement("button");
  const text = document.createElement("bdi");
  text.textContent = label;
  made.append(text);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function retireChoices() {
  for (const old of lines.querySelectorAll(".choices")) old.remove();
}

function add(given) {
  if (given.id <= last) return;
  last = given.id;
  if (given.side === "them") {
    retireChoices();
    arrived(given.pieces);
  }
  if (!given.pieces.length) return;
  const near = nearEnd();
  const line = bubble(given.side, given.pieces);
  line.dataset.id = given.id;
  if (given.buttons.length) {
    const choices = clone("choices");
    for (const [label, token] of given.buttons) choices.append(button(label, { form: "say", name: "token", value: token }));
    line.append(choices);
  }
  if (given.copy) line.append(copyButton(given.copy));
  lines.insertBefore(line, lines.querySelector(".waiting"));
  if (near) toEnd();
}

// What was waiting for an answer came back as a line, perhaps by the stream before the answer.
function arrived(pieces) {
  const text = pieces.map(([one]) => one).join("");
  const waiting = lines.querySelectorAll(".waiting:not(.stuck)");
  const found = Array.from(waiting).find((one) => one.querySelector("bdi").textContent === text);
  taken.get(found)?.();
  found?.remove();
}

function copyButton(text) {
  const made = button(text, { type: "button", class: "copy", "data-copy": text });
  made.prepend(`${form.dataset.copy} `);
  return made;
}

// What came by another way while an answer was under way is not in it, and is not gone either. Ids grow: an answer
// speaks only of lines as old as the last we had when we asked for it, or as the newest it knows.
function keepOnly(ids, asked) {
  const known = new Set(ids);
  const newest = ids.at(-1) > asked ? ids.at(-1) : asked;
  for (const line of lines.querySelectorAll("[data-id]")) {
    if (line.dataset.id <= newest && !known.has(line.dataset.id)) line.remove();
  }
}

// Whether the screen is to be forgotten, only the newest answer knows; how soon, only one to what was done here.
function learn(news, said) {
  const asked = said.get("after");
  keepOnly(news.ids, asked);
  news.lines.forEach(add);
  document.getElementById("files").hidden = !news.files;
  turn(news.language).catch(() => {});
  if ((news.lines.at(-1)?.id || asked) < last) catchUp().catch(() => {});
  else if (said.has("csrf") || !news.forget || !forgetting.length) forgetIn(news.forget);
}

function nearEnd() {
  return window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 400;
}

function toEnd() {
  const newest = lines.lastElementChild;
  if (!newest) return;
  const below = newest.getBoundingClientRect().bottom - form.getBoundingClientRect().top + 16;
  if (below > 0) window.scrollBy({ top: below });
}

// -- Saying something ---------------------------------------------------------------------------------------------

function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}

function whatIsSaid(pressed) {
  const said = new URLSearchParams({ csrf: form.elements.csrf.value, nonce: nonce() });
  if (pressed && (pressed.name === "token" || pressed.name === "command")) said.set(pressed.name, pressed.value);
  else said.set("words", words.value);
  return said;
}

// This screen has been forgotten meanwhile: the page that says so has the words in its box.
class Forgotten extends Error {}

async function post(said) {
  said.set("after", last);
  const answer = await fetch(form.action, {
    method: "POST",
    body: said,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: leaving.signal,
  });
  if (answer.status === 403) throw new Forgotten();
  const refused = answer.status === 413 || answer.status === 422;
  if (!answer.ok && !refused) throw new Error(String(answer.status));
  return answer.json();
}

// One after the other: on a slow line what is typed after a tap must not come to us before it. It has come to us when
// it is answered, or when it came back as a line by the stream while its answer is still on the way.
function inTurn(said, waiting) {
  const mine = before.then(() => post(said));
  const came = new Promise((resolve) => taken.set(waiting, resolve));
  before = Promise.race([mine.catch(() => {}), came]);
  return mine;
}

async function say(said, waiting) {
  status.textContent = form.dataset.sending;
  form.setAttribute("aria-busy", "true");
  try {
    const news = await inTurn(said, waiting);
    waiting.remove();
    if (news.problem) refused(news.problem, said);
    else heard(news, said);
  } catch (error) {
    if (error instanceof Forgotten) startAgain(said);
    else stuck(said, waiting);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function heard(news, said) {
  status.textContent = form.dataset.sent;
  problem.textContent = "";
  words.removeAttribute("aria-invalid");
  learn(news, said);
  toEnd();
  focusAfter(said.has("words"));
}

// Where a tap was, the next choice is; a phone's keyboard goes down where there is something to tap.
function focusAfter(wrote) {
  const choice = lines.querySelector(".choices button");
  const idle = document.activeElement === document.body || document.activeElement === log;
  if (!wrote && idle) (choice || (hovers() ? words : log)).focus({ preventScroll: true });
  if (wrote && choice && !hovers() && !words.value) words.blur();
}

function hovers() {
  return window.matchMedia("(hover: hover)").matches;
}

function refused(reason, said) {
  status.textContent = "";
  setChoicesInert(false);
  problem.textContent = reason;
  words.setAttribute("aria-invalid", "true");
  giveBack(said.get("words") || "");
  words.focus();
}

function startAgain(said) {
  giveBack(said.get("words") || "");
  form.submit();
}

function giveBack(text) {
  if (text) words.value = words.value ? `${text}\n${words.value}` : text;
}

function stuck(said, waiting) {
  // The stream may have brought the line although the answer was lost: then it did reach us.
  if (!waiting.isConnected) return;
  status.textContent = "";
  setChoicesInert(false);
  waiting.classList.add("stuck");
  const failed = clone("failed");
  failed.querySelector("button").addEventListener("click", () => {
    failed.remove();
    waiting.classList.remove("stuck");
    words.focus({ preventScroll: true });
    say(said, waiting);
  });
  waiting.append(failed);
  problem.textContent = form.dataset.offline;
}

function submitted(event) {
  const pressed = event.submitter;
  if (pressed && pressed.hasAttribute("formaction")) return;
  event.preventDefault();
  if (pressed && pressed.value === "hide") {
    hide(whatIsSaid(pressed));
    return;
  }
  const isTap = pressed && pressed.name !== "send";
  if (!isTap && !words.value.trim()) {
    words.focus();
    return;
  }
  const said = whatIsSaid(pressed);
  const waiting = bubble("them", [[isTap ? pressed.textContent.trim() : words.value, ""]]);
  waiting.classList.add("waiting");
  if (isTap) {
    setChoicesInert(true);
    log.focus({ preventScroll: true });
  } else {
    words.value = "";
    words.focus({ preventScroll: true });
  }
  lines.append(waiting);
  toEnd();
  say(said, waiting);
}

function setChoicesInert(inert) {
  for (const one of lines.querySelectorAll(".choices")) one.inert = inert;
}

// Gone at once, and not to be had back by the browser's own button. What is still on its way must not come after it,
// and a page that is being left is not to ask for anything: a screen that others use has been forgotten by then.
function hide(said) {
  leaving.abort();
  listening?.close();
  lines.replaceChildren();
  fetch(form.action, { method: "POST", body: said, keepalive: true, redirect: "manual" });
  window.location.replace(form.dataset.hide);
}

function typed(event) {
  const plain = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.isComposing;
  if (plain && hovers()) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".send"));
  }
}

async function copied(event) {
  const pressed = event.target.closest(".copy");
  if (!pressed) return;
  await navigator.clipboard.writeText(pressed.dataset.copy);
  status.textContent = form.dataset.copied;
}

async function catchUp() {
  const asked = new URLSearchParams({ after: last });
  const answer = await fetch(`/chat?${asked}`, { headers: { Accept: "application/json" } });
  learn(await answer.json(), asked);
}

// -- Hearing ----------------------------------------------------------------------------------------------------------

function listen() {
  if (listening || document.hidden) return;
  listening = new EventSource(`/chat/lines?after=${encodeURIComponent(last)}`);
  listening.addEventListener("message", (event) => {
    add(JSON.parse(event.data));
    // Not an answer to what was said here: what another tab took away goes here too.
    if (!form.hasAttribute("aria-busy")) catchUp().catch(() => {});
  });
}

function restOrListen() {
  if (!document.hidden) {
    listen();
  } else if (listening) {
    listening.close();
    listening = null;
  }
}

// -- Another language -------------------------------------------------------------------------------------------------

// The chat went on in another language: the page is asked for in it, and what is its own says so at once. What they
// wrote, what is on its way and where they are stay as they are. Where it fails, the next answer brings it again.
async function turn(language) {
  if (language === document.documentElement.lang || language === turning) return;
  turning = language;
  try {
    const answer = await fetch("/chat", { headers: { Accept: "text/html" }, signal: leaving.signal });
    if (answer.ok) turnInto(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } finally {
    turning = "";
  }
}

function turnInto(page) {
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  for (const where of LABELLED) {
    const theirs = page.querySelectorAll(where);
    document.querySelectorAll(where).forEach((mine, n) => theirs[n] && relabel(mine, theirs[n]));
  }
  const { last: _last, forget: _forget, ...labels } = page.getElementById("say").dataset;
  Object.assign(form.dataset, labels);
  for (const one of page.querySelectorAll("noscript")) one.remove();
  for (const where of SWAPPED) {
    const theirs = page.querySelector(where);
    if (theirs) document.querySelector(where)?.replaceWith(theirs);
  }
  relabelLines();
}

function relabel(mine, theirs) {
  for (const name of ["aria-label", "placeholder"]) {
    if (theirs.hasAttribute(name)) mine.setAttribute(name, theirs.getAttribute(name));
  }
  if (!mine.childElementCount && mine !== words) mine.textContent = theirs.textContent;
}

function relabelLines() {
  const choices = clone("choices").getAttribute("aria-label");
  for (const line of lines.children) {
    line.querySelector(".unseen").textContent = form.dataset[line.classList.contains("them") ? "them" : "us"];
    line.querySelector(".choices")?.setAttribute("aria-label", choices);
    const copy = line.querySelector(".copy");
    if (copy) copy.firstChild.textContent = `${form.dataset.copy} `;
  }
}

// -- A screen that others use -----------------------------------------------------------------------------------------

function forgetIn(seconds) {
  forgetting.forEach(clearTimeout);
  forgetting = [];
  const clear = document.getElementById("clear");
  clear.hidden = !seconds;
  document.getElementById("stay").hidden = !seconds;
  if (!seconds) return;
  status.textContent = clear.querySelector("p").textContent;
  toEnd();
  forgetting = [setTimeout(finish, seconds * 1000 - 5_000)];
}

function finish() {
  form.requestSubmit(document.querySelector(".finish"));
}

async function stay() {
  const said = new URLSearchParams({ csrf: form.elements.csrf.value });
  learn(await post(said), said);
  words.focus();
}

// -- Start ------------------------------------------------------------------------------------------------------------

form.addEventListener("submit", submitted);
words.addEventListener("keydown", typed);
lines.addEventListener("click", copied);
document.addEventListener("visibilitychange", restOrListen);
document.getElementById("stay").addEventListener("click", stay);
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
for (const one of document.querySelectorAll(".copy")) one.hidden = false;
// Going back to here later, once the screen was cleared, is no sign of a browser that keeps no cookie.
if (new URLSearchParams(location.search).has("met")) history.replaceState(null, "", "/chat" + location.hash);
forgetIn(Number(form.dataset.forget));
toEnd();
listen();
