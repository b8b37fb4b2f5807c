// The timeline, as the list of steps has it. Times are in seconds from here on.

const PARTS = [];
const STEPS = [];
const END = Number(document.getElementById("sound").dataset.end) / 1000;

for (const item of document.querySelectorAll("[data-parts]")) {
  const number = Number(item.dataset.step);
  if (STEPS.at(-1)?.number !== number) STEPS.push(stepOf(item, number));
  PARTS.push(...JSON.parse(item.dataset.parts).map((part) => partOf(part, STEPS.at(-1))));
}
for (const part of [...PARTS].reverse()) part.step.at = part.at;

const BEATS = PARTS.flatMap((part) => part.beats);
const WORDS = JSON.parse(document.getElementById("sound").dataset.words);
const LAST = STEPS.filter((step) => step.button).length;

// What is before the first step and after the last one is a step too, without a button.
function stepOf(item, number) {
  const button = item.querySelector("button");
  return { number, item, button, title: button?.querySelector(".name").textContent ?? document.title };
}

function partOf({ kind, side, at, end, todo, beats = [], said = [] }, step) {
  const part = { kind, side, step, todo, at: at / 1000, end: end / 1000 };
  part.said = said.map(([from, to, text]) => ({ at: from / 1000, end: to / 1000, text }));
  part.beats = beats.map((beat) => ({ ...beat, at: beat.at / 1000, end: beat.end / 1000, part }));
  part.reps = Math.max(1, ...part.beats.map((beat) => beat.rep));
  return part;
}

// The index of the last of `items`, in order of their time, that has begun at `time`; or -1.
function indexAt(items, time) {
  let low = -1;
  let high = items.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (items[middle].at <= time) low = middle;
    else high = middle;
  }
  return low;
}

function partAt(time) {
  return PARTS[Math.max(0, indexAt(PARTS, time))];
}

function stepAt(time) {
  return STEPS[Math.max(0, indexAt(STEPS, time))];
}

// A text of the page in its language; names in braces are filled in.
function say(name, values = {}) {
  return WORDS[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
