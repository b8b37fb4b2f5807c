// Begins: what is pressed and what the sound does, and what comes of it.

const KEYS = {
  " ": toggle,
  k: toggle,
  n: goNext,
  ArrowRight: goNext,
  b: goBack,
  p: goBack,
  ArrowLeft: goBack,
  r: goToInstruction,
  ">": () => changeSpeed(1),
  "<": () => changeSpeed(-1),
  c: () => switchCaptions(!captions),
  "?": () => $("keys").scrollIntoView(),
};

function follow() {
  draw();
  if (!audio.paused) requestAnimationFrame(follow);
}

function press(event) {
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.closest("button, #words")) return; // which it presses, or scrolls
  event.preventDefault();
  action();
}

function listenToSound() {
  audio.addEventListener("play", follow);
  for (const name of ["play", "pause", "ended", "ratechange"]) {
    audio.addEventListener(name, () => {
      drawPlaying();
      tellPlace();
      keepAwake();
    });
  }
  for (const name of ["seeking", "seeked", "timeupdate", "pause", "ended"]) {
    audio.addEventListener(name, draw);
  }
  for (const name of ["timeupdate", "pause", "ended"]) audio.addEventListener(name, remember);
  audio.addEventListener("seeked", tellPlace);
  audio.addEventListener("error", tellFault);
}

function listenToButtons() {
  const actions = { play: toggle, next: goNext, back: goBack, repeat: goToInstruction };
  for (const [id, action] of Object.entries(actions)) $(id).addEventListener("click", action);
  $("speed").addEventListener("click", () => changeSpeed(1, true));
  $("captions").addEventListener("click", () => switchCaptions(!captions));
  for (const step of STEPS.filter((each) => each.button)) {
    step.button.disabled = false;
    step.button.addEventListener("click", () => {
      jump(step.at);
      play();
      if ($("player").getBoundingClientRect().top < 0) scrollTo({ top: 0 });
    });
  }
  document.addEventListener("keydown", press);
  document.addEventListener("visibilitychange", keepAwake);
  addEventListener("pagehide", remember);
}

function offerToGoOn() {
  const time = remembered();
  if (time === null) return;
  $("resume").hidden = false;
  $("go-on").textContent = say("goOn", { title: stepAt(time).title, time: clockText(time) });
  $("go-on").addEventListener("click", () => {
    jump(time);
    play();
  });
  audio.addEventListener("play", () => ($("resume").hidden = true), { once: true });
}

function begin() {
  document.body.classList.add("ready");
  $("player").hidden = false;
  $("session").max = END;
  setText("length", say("long", { time: clockText(END) }));
  offerToGoOn(); // before the first look, which would remember the beginning
  listenToSound();
  listenToButtons();
  takeMediaKeys();
  loadSound();
  draw();
  drawPlaying();
}

begin();
