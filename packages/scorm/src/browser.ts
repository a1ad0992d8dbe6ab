/** Door `./browser`: the session of a page over an LMS's SCORM API, or over the browser's own storage. */
export { openSession } from "./browser/open-session.adapter.ts";
