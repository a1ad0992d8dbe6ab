import type { BlockShown } from "../block-shown.ts";

export const mediaStates: readonly BlockShown[] = [
  {
    name: "video",
    language: "en",
    source:
      "::video[How to isolate *the pump*]{src=media/film.mp4 captions=media/film.en.vtt transcript=media/film.md poster=media/icon.svg}\n",
  },
  {
    name: "audio",
    language: "en",
    source: "::audio[The night shift, 02:10]{src=media/call.mp3 transcript=media/film.md}\n",
  },
  {
    name: "transcript",
    language: "en",
    source: "::audio[The night shift, again]{src=media/call.mp3 transcript=media/film.md}\n",
    setup(place) {
      place.querySelector("details")?.setAttribute("open", "");
    },
  },
  {
    name: "rtl",
    language: "ar",
    source:
      "::video[كيف تعزل المضخة]{src=media/film.mp4 captions=media/film.ar.vtt transcript=media/film.md}\n",
  },
];
