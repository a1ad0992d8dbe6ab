/** Where each file was left: whole seconds, 0 for nowhere. */
export interface PlaceStore {
  read(file: string): number;
  write(file: string, seconds: number): void;
}

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
/** Seconds before the end from which there is nothing worth coming back to. */
const END = 3;

/** What the browser's own controls lack: the speed, the place where one left, and silence once the page is turned. */
export function watchMedia(root: ParentNode, store: PlaceStore): void {
  for (const figure of root.querySelectorAll<HTMLElement>("[data-block=media]")) {
    const media = figure.querySelector<HTMLMediaElement>("video, audio");
    if (!media) continue;
    addSpeed(figure, media);
    keepPlace(media, { store, name: figure.dataset["id"] ?? media.getAttribute("src") ?? "" });
    // A page that was turned takes no room.
    new ResizeObserver(() => {
      if (!media.checkVisibility()) media.pause();
    }).observe(media);
  }
}

function addSpeed(figure: HTMLElement, media: HTMLMediaElement): void {
  const label = document.createElement("label");
  label.className = "media-speed";
  const select = document.createElement("select");
  for (const speed of SPEEDS) {
    const option = document.createElement("option");
    option.value = String(speed);
    option.textContent = `${speed.toLocaleString(document.documentElement.lang || "en")} ×`;
    option.selected = speed === 1;
    select.append(option);
  }
  select.addEventListener("change", () => (media.playbackRate = Number(select.value)));
  // The browser's own menu may change it, too.
  media.addEventListener("ratechange", () => (select.value = String(media.playbackRate)));
  label.append(figure.dataset["speed"] ?? "", " ", select);
  figure.querySelector("figcaption")?.after(label);
}

function keepPlace(
  media: HTMLMediaElement,
  { store, name: file }: { readonly store: PlaceStore; readonly name: string },
): void {
  media.addEventListener(
    "loadedmetadata",
    () => {
      const place = store.read(file);
      if (place > 0 && place < media.duration - END) media.currentTime = place;
    },
    { once: true },
  );
  const keep = () => store.write(file, media.ended ? 0 : Math.floor(media.currentTime));
  for (const event of ["timeupdate", "pause", "ended"]) media.addEventListener(event, keep);
}
