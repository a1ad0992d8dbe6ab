/** Questions that a film stops for (`<details class="t-at">` of the page). */

export interface StopPorts {
  /** Slug of a practice question → it was answered, now or in an earlier session. */
  answered(question: string): boolean;
}

interface Stop {
  readonly place: HTMLDetailsElement;
  readonly seconds: number;
  /** A film stops once for it while its page is open. */
  done: boolean;
}

/**
 * Shuts the questions of one film until it comes to them. They are practice: whoever goes past them in the film goes past
 * them, and anybody can open them without it.
 */
export function watchStops(root: ParentNode, media: HTMLMediaElement, film: string, ports: StopPorts): void {
  const stops: Stop[] = [];
  for (const place of root.querySelectorAll<HTMLDetailsElement>("details.t-at")) {
    if (place.dataset["film"] !== film) continue;
    place.open = false;
    stops.push({ place, seconds: Number(place.dataset["seconds"]), done: false });
    const button = goOn(place);
    button?.addEventListener("click", () => {
      button.hidden = true;
      media.scrollIntoView({ block: "nearest" });
      media.focus({ preventScroll: true });
      void media.play();
    });
  }
  let before = 0;
  let leaping = false;
  media.addEventListener("seeking", () => (leaping = true));
  media.addEventListener("seeked", () => {
    leaping = false;
    before = media.currentTime;
  });
  media.addEventListener("timeupdate", () => {
    const now = media.currentTime;
    if (leaping || media.paused) return;
    const met = stops.find(
      ({ done, seconds, place }) => !done && seconds > before && seconds <= now && !isAnswered(place, ports),
    );
    before = now;
    if (!met) return;
    met.done = true;
    stopAt(met.place, media);
  });
}

function stopAt(place: HTMLDetailsElement, media: HTMLMediaElement): void {
  media.pause();
  // On the whole screen nobody would see it; an iPhone has a word of its own for that.
  if (document.fullscreenElement) void document.exitFullscreen();
  (media as { webkitExitFullscreen?: () => void }).webkitExitFullscreen?.();
  place.open = true;
  const button = goOn(place);
  if (button) button.hidden = false;
  const summary = place.querySelector("summary");
  // What has the focus is read out: the time, and that something is open below.
  summary?.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

function goOn(place: Element): HTMLButtonElement | null {
  return place.querySelector<HTMLButtonElement>("[data-act=go-on]");
}

function isAnswered(place: Element, { answered }: StopPorts): boolean {
  const questions = [...place.querySelectorAll<HTMLElement>("[data-question]")];
  return questions.every((question) => answered(question.dataset["question"] ?? ""));
}
