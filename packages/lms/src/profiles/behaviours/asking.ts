/** Small words that behaviours are written with. */
import { isObject, parseJson } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import type { Answering, Asked } from "../behaviour.ts";

export const isWrite = ({ method }: Asked): boolean => method === "PUT" || method === "POST";
export const isRead = ({ method }: Asked): boolean => method === "GET" || method === "HEAD";

export function parameterOf({ query }: Asked, name: string): string | undefined {
  return query.find(([key]) => key === name)?.[1];
}

export function textOf({ body }: Asked): string {
  return new TextDecoder().decode(body);
}

export function jsonOf(asked: Asked): unknown {
  return parseJson(textOf(asked));
}

export function withJson(asked: Asked, json: unknown): Asked {
  return { ...asked, body: new TextEncoder().encode(JSON.stringify(json)) };
}

export function without(asked: Asked, ...names: readonly string[]): Asked {
  return { ...asked, query: asked.query.filter(([name]) => !names.includes(name)) };
}

/** The statements in a request; none where it holds something else. */
export function statementsIn(asked: Asked): readonly JsonObject[] {
  const json = jsonOf(asked);
  return (Array.isArray(json) ? (json as readonly unknown[]) : [json]).filter(isObject);
}

/** Lower case; from the address of a PUT where the body has none. */
export function idsIn(asked: Asked): readonly string[] {
  return statementsIn(asked)
    .map((statement) => statement["id"] ?? parameterOf(asked, "statementId"))
    .filter((id) => typeof id === "string")
    .map((id) => id.toLowerCase());
}

export function error(status: number, message: string): Response {
  return Response.json({ error: message }, { status });
}

export function plain(status: number, body: string, type: string): Response {
  return new Response(body, { status, headers: { "Content-Type": type } });
}

/** Answers requests of one kind by itself. */
export function instead(when: (asked: Asked) => boolean, answer: (asked: Asked) => Response): Answering {
  return async (asked, next) => (when(asked) ? answer(asked) : next(asked));
}

/** The same answer with another status, body and headers kept. */
export function withStatus(response: Response, status: number): Response {
  const body = status === 204 || status === 304 ? null : response.body;
  return new Response(body, { status, headers: response.headers });
}
