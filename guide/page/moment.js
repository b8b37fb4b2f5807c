// What is to be seen at a time: nothing here touches the page, or keeps anything.

const NEAR_S = 3; // "back" this soon after the start of a step means the step before

function momentAt(time) {
  const part = partAt(time);
  const clock = clockAt(time);
  const beat = clock.beat;
  const said = part.said[indexAt(part.said, time)];
  return {
    part,
    step: part.step,
    clock,
    caption: said && time < said.end ? said.text : "",
    todo: beat?.todo || todoOf(part),
    details: beat ? [sideText(beat), part.reps > 1 ? say("rep", { rep: beat.rep, reps: part.reps }) : ""] : [part.kind === "instruction" ? "" : sideText(part)],
    left: Math.max(0, END - time),
  };
}

// "left" alone would be what is left: of the time.
function sideText({ side }) {
  return side ? say("side", { side }) : "";
}

// The clock that runs, or else the time until the next one: `left` of `whole` seconds, and a label.
function clockAt(time) {
  const index = indexAt(BEATS, time);
  const beat = BEATS[index];
  if (beat && time < beat.end) {
    return { beat, left: beat.end - time, whole: beat.end - beat.at, label: beat.phase ?? "" };
  }
  const from = beat ? beat.end : 0;
  const next = BEATS[index + 1];
  const to = next ? next.at : END;
  return { beat: null, left: Math.max(0, to - time), whole: to - from, label: say(next ? "starts" : "ends") };
}

// The instruction of the step, or the words with which its side was changed, whichever came last.
function todoOf(part) {
  for (let index = PARTS.indexOf(part); PARTS[index]?.step === part.step; index -= 1) {
    if (PARTS[index].todo) return PARTS[index].todo;
  }
  return "";
}

function nextPlace(time) {
  return STEPS[STEPS.indexOf(stepAt(time)) + 1]?.at ?? END;
}

function placeBefore(time) {
  const step = stepAt(time);
  const before = STEPS[STEPS.indexOf(step) - 1];
  return before && time - step.at < NEAR_S ? before.at : step.at;
}

// Where the instruction began that led to what is done now.
function placeOfInstruction(time) {
  let index = PARTS.indexOf(partAt(time));
  while (PARTS[index].kind === "work" && index > 0) index -= 1;
  return PARTS[index].at;
}

// Bare seconds below a minute, which are the largest; else m:ss, or h:mm:ss, to the end.
function counted(seconds, whole) {
  const left = Math.ceil(seconds - 1e-6);
  return Math.ceil(whole - 1e-6) < 60 ? String(left) : clockText(left);
}

function clockText(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

// How far somebody has breathed in: slow at both ends, as on the terminal; null where none is led.
function breathAt({ beat, left, whole }) {
  if (beat?.tone !== "rising" && beat?.tone !== "falling") return null;
  const swell = (1 - Math.cos(Math.PI * (1 - left / whole))) / 2;
  return beat.tone === "rising" ? swell : 1 - swell;
}
