/**
 * Door `./player`: what runs in the learner's page. One classic script with Lit, shell, session and the base of the
 * questions; the scripts of the kinds follow and register here, then the unit is taken over.
 * @module
 */
import { openSession } from "@tessera/session/browser";
import { register, startPage } from "./start-page.adapter.ts";

startPage(openSession);

export { register };
