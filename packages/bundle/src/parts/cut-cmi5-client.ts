/**
 * Cuts a transport out of `@xapi/cmi5` that is never called: a second, whole copy of axios, there only for
 * `getAuthTokenFromLMS`, which the session replaces (B10). It is a third of the library's bytes.
 * See docs/decisions/0005-a-dead-transport-is-cut-out.md.
 */
const FROM =
  "function o(e,t){return function(){return e.apply(t,arguments)}}const{toString:i}=Object.prototype";
const TO = "ft.HttpStatusCode=dt,ft.default=ft;";
const USE = "(await ft.post(e))";
const INSTEAD = `const ft={post(){throw new Error("the unit's session fetches the token")}};`;

/** @throws Error when the library is not the one this cut was made for: look again, then mend or drop the cut */
export function cutCmi5Client(code: string): string {
  const from = code.indexOf(FROM, code.indexOf("}());"));
  const to = code.indexOf(TO, from) + TO.length;
  const uses = code.slice(to).match(/(?<![\w$.])ft(?![\w$])/g)?.length;
  if (from < 0 || to < TO.length || uses !== 1 || !code.includes(USE, to))
    throw new Error("@xapi/cmi5 is not the version whose second transport is known: see cut-cmi5-client.ts");
  return code.slice(0, from) + INSTEAD + code.slice(to);
}
