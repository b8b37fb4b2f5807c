// What the phone is told and asked for: media keys, a screen that stays on, the place to remember.
// Each may be missing or forbidden, and the page does without.

const KEY = `stretch-guide:${document.getElementById("sound").dataset.key}`;
const REMEMBERED_FROM_S = 10;

const media = navigator.mediaSession;
let wakeLock = null;

function takeMediaKeys() {
  const handlers = {
    play,
    pause: () => audio.pause(),
    stop: () => audio.pause(),
    nexttrack: goNext,
    previoustrack: goBack,
    seekto: ({ seekTime }) => jump(seekTime),
    seekbackward: ({ seekOffset }) => jump(now() - (seekOffset ?? 10)),
    seekforward: ({ seekOffset }) => jump(now() + (seekOffset ?? 10)),
  };
  for (const [action, handler] of Object.entries(handlers)) {
    attempt(() => media?.setActionHandler(action, handler)); // an unknown action throws
  }
}

function tellSystem(step) {
  attempt(() => {
    if (!media) return;
    media.metadata = new MediaMetadata({ title: step.title, album: document.title, artist: step.button ? placeOf(step) : "" });
  });
}

function tellPlace() {
  attempt(() => {
    if (!media) return;
    media.playbackState = audio.paused ? "paused" : "playing";
    media.setPositionState?.({ duration: END, playbackRate: audio.playbackRate, position: Math.min(now(), END) });
  });
}

// Asked for anew whenever the page is seen again: a lock ends when it is hidden.
async function keepAwake() {
  const wanted = !audio.paused && document.visibilityState === "visible";
  try {
    if (wanted && (!wakeLock || wakeLock.released)) {
      wakeLock = await navigator.wakeLock?.request("screen");
      if (audio.paused) await wakeLock?.release();
    } else if (!wanted && wakeLock && !wakeLock.released) {
      await wakeLock.release();
    }
  } catch {
    // A low battery forbids it.
  }
}

function remember() {
  if (!audio.played.length) return; // what was remembered is not forgotten by only looking
  const time = now();
  attempt(() => {
    if (time >= REMEMBERED_FROM_S && time < END - 1) localStorage.setItem(KEY, String(time));
    else localStorage.removeItem(KEY);
  });
}

function remembered() {
  const time = Number(attempt(() => localStorage.getItem(KEY)));
  return time >= REMEMBERED_FROM_S && time < END - 1 ? time : null;
}

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
