"use strict";
{
  const STEP = 10; // seconds back or forward
  const AGAIN = 3; // seconds after which "previous" goes to the start of the same chapter
  const KEEP = 5; // seconds between two notes of the place

  const find = (name) => document.getElementById(name);
  const sound = document.querySelector("audio");
  const links = [...document.querySelectorAll("nav a[data-at]")];
  const chapters = links.map((link) => ({
    at: Number(link.dataset.at) / 1000,
    title: link.dataset.title,
    part: Number(link.dataset.part),
    link,
  }));
  const parts = chapters[chapters.length - 1].part;
  const phrases = [...document.querySelectorAll(".phrase")].map((line) => ({
    at: Number(line.dataset.at) / 1000,
    line,
    button: asButton(line),
  }));
  const shortcuts = find("shortcuts");
  const speed = find("speed");
  const follow = find("follow");
  const shelf = `voicecoach ${document.body.dataset.book}`;
  const session = "mediaSession" in navigator ? navigator.mediaSession : null;
  const saved = kept();
  let current = { chapter: -1, phrase: -1 };
  let noted = 0;

  // --- the page ----------------------------------------------------------------

  function asButton(line) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1; // the arrow keys move within the transcript, Tab leaves it
    button.textContent = line.textContent;
    line.replaceChildren(button);
    return button;
  }

  function tell(text) {
    find("status").textContent = "";
    // A screen reader reads a text that is not the one from before.
    setTimeout(() => { find("status").textContent = text; }, 60);
  }

  function spoken(time) {
    const whole = Math.round(time);
    const words = (n, unit) => `${n} ${unit}${n === 1 ? "" : "s"}`;
    return `${words(Math.floor(whole / 60), "minute")} ${words(whole % 60, "second")}`;
  }

  // --- the place ---------------------------------------------------------------

  function at(list, time) {
    // A seek may land a hair before the place that was asked for.
    let found = 0;
    while (found + 1 < list.length && list[found + 1].at <= time + 0.005) found += 1;
    return found;
  }

  function go(time, andPlay) {
    const end = Number.isFinite(sound.duration) ? sound.duration : Infinity;
    sound.currentTime = Math.max(0, Math.min(time, end));
    show();
    if (andPlay) play();
  }

  function play() {
    const begun = sound.play();
    if (begun) begun.catch(() => {}); // a file that is missing is told by its own event
  }

  const toggle = () => (sound.paused ? play() : sound.pause());

  function next() {
    const index = at(chapters, sound.currentTime) + 1;
    if (index < chapters.length) go(chapters[index].at);
    else tell("This is the last chapter.");
  }

  function previous() {
    const index = at(chapters, sound.currentTime);
    const within = sound.currentTime - chapters[index].at;
    go(chapters[within > AGAIN ? index : Math.max(0, index - 1)].at);
  }

  function where() {
    const chapter = chapters[at(chapters, sound.currentTime)];
    const place = `${spoken(sound.currentTime)} of ${spoken(sound.duration || 0)}`;
    tell(`${chapter.title}. Part ${chapter.part} of ${parts}. At ${place}.`);
  }

  function show() {
    const chapter = at(chapters, sound.currentTime);
    const phrase = at(phrases, sound.currentTime);
    if (chapter !== current.chapter) {
      chapters.forEach(({ link }, index) => point(link, index === chapter));
      name(chapters[chapter].title);
    }
    if (phrase !== current.phrase) {
      phrases.forEach((each, index) => mark(each, index === phrase));
      find("now").textContent = phrases[phrase].button.textContent;
      if (follow.checked && !sound.paused) phrases[phrase].line.scrollIntoView({ block: "center" });
    }
    current = { chapter, phrase };
  }

  function point(element, isCurrent) {
    if (isCurrent) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }

  function mark({ line, button }, isCurrent) {
    line.classList.toggle("current", isCurrent);
    point(button, isCurrent);
    if (!document.activeElement || !document.activeElement.closest(".phrase")) {
      button.tabIndex = isCurrent ? 0 : -1;
    }
  }

  // --- what is kept between two visits -------------------------------------------

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(shelf)) || {};
    } catch {
      return {}; // no memory, or one that cannot be read: begin at the beginning
    }
  }

  function keep() {
    noted = sound.currentTime;
    const place = sound.ended ? 0 : Math.round(sound.currentTime * 10) / 10;
    const boxes = { shortcuts: shortcuts.checked, follow: follow.checked };
    const facts = JSON.stringify({ at: place, speed: speed.value, ...boxes });
    try {
      localStorage.setItem(shelf, facts);
    } catch { /* A page that may not remember plays all the same. */ }
  }

  function recall() {
    if (typeof saved.shortcuts === "boolean") shortcuts.checked = saved.shortcuts;
    if (typeof saved.follow === "boolean") follow.checked = saved.follow;
    if ([...speed.options].some(({ value }) => value === saved.speed)) speed.value = saved.speed;
    sound.playbackRate = sound.defaultPlaybackRate = Number(speed.value);
    if (typeof saved.at === "number" && saved.at > 0) {
      go(saved.at);
      tell(`Play goes on at ${spoken(saved.at)}, where you left off.`);
    }
  }

  // --- media keys and headsets -----------------------------------------------------

  function name(title) {
    if (session && "MediaMetadata" in window) {
      session.metadata = new MediaMetadata({ title, album: document.title, artist: "voicecoach" });
    }
  }

  function place() {
    if (!session || !session.setPositionState || !Number.isFinite(sound.duration)) return;
    const position = Math.min(sound.currentTime, sound.duration);
    const { duration, playbackRate } = sound;
    session.setPositionState({ duration, playbackRate, position });
  }

  const jump = (seconds) => go(sound.currentTime + seconds);
  const actions = {
    play,
    pause: () => sound.pause(),
    nexttrack: next,
    previoustrack: previous,
    seekbackward: (details) => jump(-((details && details.seekOffset) || STEP)),
    seekforward: (details) => jump((details && details.seekOffset) || STEP),
    seekto: (details) => go(details.seekTime),
  };
  for (const [action, handler] of Object.entries(session ? actions : {})) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // This browser does not know the action; its button stands on the page.
    }
  }

  // --- what the user does ------------------------------------------------------------

  const commands = {
    play: toggle, next, previous, where, back: () => jump(-STEP), forward: () => jump(STEP),
  };
  const keys = { k: "play", n: "next", p: "previous", j: "back", l: "forward", w: "where" };

  for (const [id, command] of Object.entries(commands)) find(id).addEventListener("click", command);
  links.forEach((link, index) => link.addEventListener("click", (event) => {
    event.preventDefault();
    go(chapters[index].at, true);
  }));
  phrases.forEach(({ at: time, button }) => button.addEventListener("click", () => go(time, true)));
  speed.addEventListener("change", () => { sound.playbackRate = Number(speed.value); keep(); });
  for (const box of [shortcuts, follow]) box.addEventListener("change", keep);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest(".phrase")) walk(event);
    const command = keys[event.key.toLowerCase()];
    if (!command || !shortcuts.checked || event.target.closest("select")) return;
    event.preventDefault();
    commands[command]();
  });

  function walk(event) {
    const here = phrases.findIndex(({ button }) => button === event.target);
    const last = phrases.length - 1;
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last }[event.key];
    if (to === undefined || !phrases[to]) return;
    event.preventDefault();
    phrases[here].button.tabIndex = -1;
    phrases[to].button.tabIndex = 0;
    phrases[to].button.focus();
  }

  // --- what the sound does -------------------------------------------------------------

  for (const event of ["play", "pause", "ended"]) {
    sound.addEventListener(event, () => {
      find("play").textContent = sound.paused ? "Play" : "Pause";
      keep();
    });
  }
  sound.addEventListener("timeupdate", () => {
    show();
    if (Math.abs(sound.currentTime - noted) >= KEEP) keep();
  });
  for (const event of ["loadedmetadata", "seeked", "ratechange"]) {
    sound.addEventListener(event, () => { show(); place(); });
  }
  sound.addEventListener("error", () => {
    const file = decodeURIComponent(sound.src.split("/").pop());
    tell(`${file} cannot be played. It must lie in the same folder as this page.`);
  });
  addEventListener("pagehide", keep);

  find("controls").hidden = false;
  find("hint").hidden = false;
  phrases[0].button.tabIndex = 0;
  recall();
  show();
}
