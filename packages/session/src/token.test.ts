import { expect, test } from "vitest";
import { readToken } from "./token.ts";

test("[8.2.2.0-4] the token is taken verbatim", () => {
  expect(readToken({ status: 200, body: '{"auth-token":"not base64 ~"}' })).toEqual({
    token: "not base64 ~",
  });
});

test.each([
  [200, '{"error-code":"1"}', "token-used"],
  [200, '{"error-code":1}', "token-used"],
  [401, '{"error-code":"1","error-text":"used"}', "token-used"],
  [400, '{"error-code":"2"}', "token-refused"],
  [200, '{"error-code":"3"}', "token-failed"],
  [401, "", "token-refused"],
  [403, "<html>", "token-refused"],
  [400, "", "token-refused"],
  [200, "<html>", "token-failed"],
  [200, "null", "token-failed"],
  [200, "{}", "token-failed"],
  [200, '{"auth-token":""}', "token-failed"],
  [500, '{"auth-token":"x"}', "token-failed"],
  [0, "", "unreachable"],
] as const)("[8.2.3.0-1] [8.2.3.2-1] a reply %i %s ends as %s", (status, body, reason) => {
  expect(readToken({ status, body })).toEqual({ reason });
});
