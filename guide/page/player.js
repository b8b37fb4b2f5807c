// The sound, and the only clock: whatever is shown comes from its place.

const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25, 1.5];
// Browsers leave out the first moment of an MP3 after a jump: so a jump begins a little earlier.
const LEAD_S = 0.04;
const CHUNK = 4 * 2 ** 18; // characters of base64, which stand for whole bytes

const audio = document.querySelector("audio");
audio.preservesPitch = true;

let jumpedTo = 0;

// The sound as a file of the browser's own, which unlike a data: address can be sought in.
function loadSound() {
  const node = document.getElementById("sound");
  const text = node.textContent.trim();
  node.remove();
  const pieces = [];
  for (let from = 0; from < text.length; from += CHUNK) {
    pieces.push(bytesOf(text.slice(from, from + CHUNK)));
  }
  audio.src = URL.createObjectURL(new Blob(pieces, { type: "audio/mpeg" }));
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function now() {
  if (audio.currentTime >= jumpedTo) jumpedTo = 0;
  return Math.max(audio.currentTime, jumpedTo);
}

function jump(time) {
  jumpedTo = Math.min(Math.max(0, time), END);
  audio.currentTime = Math.max(0, jumpedTo - LEAD_S);
}

function toggle() {
  if (audio.paused) play();
  else audio.pause();
}

async function play() {
  if (now() >= END - 0.1) jump(0);
  try {
    await audio.play();
  } catch (error) {
    if (error.name !== "AbortError") tellFault();
  }
}

function goNext() {
  jump(nextPlace(now()));
}

function goBack() {
  jump(placeBefore(now()));
}

function goToInstruction() {
  jump(placeOfInstruction(now()));
}

// Sets the next speed in a direction, 1 or -1; `around` begins again behind the last one.
function changeSpeed(direction, around = false) {
  const index = SPEEDS.indexOf(audio.playbackRate) + direction;
  const speed = SPEEDS[around ? index % SPEEDS.length : Math.min(Math.max(index, 0), SPEEDS.length - 1)];
  audio.defaultPlaybackRate = speed;
  audio.playbackRate = speed;
}
