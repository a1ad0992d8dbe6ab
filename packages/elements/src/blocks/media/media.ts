/** The script of pages that have videos or recordings. */
import { watchMedia } from "./media-player.ts";
import { placeStore } from "./place-store.adapter.ts";

watchMedia(document, placeStore(document));
