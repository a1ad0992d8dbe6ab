/** The script of pages that have films or recordings. */
import { watchMedia } from "./media-player.ts";
import { unitPort } from "./unit-port.adapter.ts";

watchMedia(document, unitPort(document));
