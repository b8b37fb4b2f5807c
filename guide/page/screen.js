// What is seen, and what a screen reader is told. Only what has changed is written.

const $ = (id) => document.getElementById(id);

let captions = true;
let shown = null;

function setText(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function draw() {
  const time = now();
  const moment = momentAt(time);
  drawStep(moment);
  drawClock(moment.clock);
  setText("details", moment.details.filter(Boolean).join(" · "));
  drawWords(moment);
  setText("left", say("left", { time: clockText(moment.left) }));
  $("session").value = time;
  $("session").ariaValueText = say("of", { time: clockText(time), whole: clockText(END) });
}

function drawStep({ step }) {
  if (shown === step) return;
  shown?.item.removeAttribute("aria-current");
  shown = step;
  if (step.button) step.item.setAttribute("aria-current", "step");
  setText("step", step.title);
  setText("number", step.button ? placeOf(step) : say(step.number ? "after" : "steps"));
  keepInSight(step.item);
  tellSystem(step);
}

function placeOf(step) {
  return say("step", { step: step.number, steps: LAST });
}

// Scrolls the list, where it is a column of its own, to the step; never the page under a finger.
function keepInSight(item) {
  const list = item.closest("ol");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const room = (list.clientHeight - item.offsetHeight) / 2;
  list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - room;
}

function drawClock(clock) {
  const over = now() >= END - 0.05;
  const whole = clock.beat ? clock.whole : clock.left;
  setText("count", over ? "✓" : counted(clock.left, whole));
  $("clock").style.setProperty("--letters", Math.max(2, counted(whole, whole).length));
  setText("phase", over ? say("over") : clock.label);
  $("dial").classList.toggle("running", Boolean(clock.beat));
  $("ring").style.strokeDashoffset = clock.whole ? String(100 * (clock.left / clock.whole - 1)) : "0";
  const breath = breathAt(clock);
  $("breath").style.transform = `scale(${breath === null ? 0 : 0.35 + 0.65 * breath})`;
}

const SUMMARY = document.querySelector("meta[name='description']").content;

function drawWords({ caption, todo, left }) {
  const unheard = left === END && audio.paused;
  const text = unheard ? SUMMARY : (captions && caption) || todo || caption;
  if ($("said").textContent === text) return;
  $("said").textContent = text;
  $("said").classList.toggle("long", text.length > 130);
  $("words").scrollTop = 0;
  // Counts are heard; to be told them as well would be a chatter.
  if (captions && !unheard && caption.includes(" ")) $("status").textContent = caption;
}

function drawPlaying() {
  const playing = !audio.paused;
  document.body.classList.toggle("playing", playing);
  setText("play-label", say(playing ? "pause" : "play"));
  $("speed").querySelector("b").textContent = `${audio.playbackRate}×`;
}

function switchCaptions(on) {
  captions = on;
  $("captions").setAttribute("aria-pressed", String(on));
  if (!on) $("status").textContent = "";
  draw();
}

function tellFault() {
  $("fault").textContent = say("fault");
}
