/**
 * The learner's page. This door is pure: the words of the interface and the play model (what the learner has
 * done, what it is worth, what is kept). Door `./player` is what runs in the learner's browser.
 * Start reading at `play/play.ts`, then `shell/unit.element.ts`.
 * @module
 */
export { directionOf, shellStrings, UI_LANGUAGES, uiLanguage } from "./strings/strings.ts";
export { EXTRA_NAMES, EXTRA_STRINGS, extraStrings } from "./extras/extra-strings.ts";
export type { ExtraName } from "./extras/extra-strings.ts";
export type { Strings } from "./strings/strings.ts";
export { sayIn } from "./strings/say.ts";
export type { Say, Words } from "./strings/say.ts";
export { observeWords } from "./blocks/observation/observe-words.ts";
export type { RequestData } from "./blocks/observation/request-data.ts";
