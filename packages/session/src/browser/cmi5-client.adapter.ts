/**
 * The one place that knows `@xapi/cmi5` (session.md, part 0 and part 2 D). Its order of launch, its launch checks, its
 * URLs and its headers are used; what is wrong in it is replaced here, member by member.
 */
import type Cmi5 from "@xapi/cmi5";
import type { Launch } from "../launch.ts";
import { httpRequest } from "../lms-client.ts";
import type { LaunchSteps, LmsClient, XapiRequest } from "../lms-client.ts";
import type { HttpReply, Transport } from "../ports.ts";

/** The types say CommonJS, where the class is a property of the module. */
export type Cmi5Class = (typeof Cmi5)["default"];

/** The members that the library calls through `this`; they are private in its types only. A contract test names them. */
export const OVERRIDDEN = [
  "getAuthTokenFromLMS",
  "getLaunchDataFromLMS",
  "getLearnerPreferencesFromLMS",
  "sendXapiStatement",
] as const;

/** The library's xAPI client, as far as it is used. */
interface InnerClient {
  readonly headers: Readonly<Record<string, string>>;
  requestResource(call: ResourceCall): Promise<HttpReply>;
}

/** What every method of the library's xAPI client hands to `requestResource`. */
export interface ResourceCall {
  readonly resource: XapiRequest["resource"];
  readonly queryParams?: Readonly<Record<string, unknown>>;
  readonly requestConfig?: {
    readonly method?: XapiRequest["method"];
    readonly data?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly keepalive?: boolean;
    readonly signal?: AbortSignal;
  };
}

export function cmi5Client(Library: Cmi5Class, launch: Launch, transport: Transport): LmsClient {
  // The library insists on a `fetch`; with `auth` there is none, and its token step is ours anyway (B10).
  const library = new Library({
    endpoint: launch.endpoint,
    fetch: launch.fetch ?? "auth:",
    actor: launch.actor as never,
    registration: launch.registration,
    activityId: launch.activityId,
  });
  const inner = () => library.xapi as unknown as InnerClient;
  return {
    async launch(steps: LaunchSteps, resumed) {
      Object.assign(library, {
        getAuthTokenFromLMS: () => steps.token(),
        async getLaunchDataFromLMS() {
          // From here on every request of the library is a fetch of ours: time-out, keepalive, status (B24, C1).
          inner().requestResource = (call) => transport.send(toRequest(launch.endpoint, inner(), call));
          return steps.launchData();
        },
        getLearnerPreferencesFromLMS: () => steps.preferences(),
        // The library's own `initialized` is thrown away for ours: sent by PUT, stored first (B19–B22).
        sendXapiStatement: () => steps.initialized(),
      });
      // A resumed session needs a real Date (B11) and must not send `initialized` again.
      const known = resumed !== undefined && {
        authToken: await steps.token(),
        initializedDate: new Date(resumed),
      };
      await (known ? library.initialize(known) : library.initialize());
    },
    request({ resource, query = {}, method, body, headers, keepalive, signal }) {
      return inner().requestResource({
        resource,
        queryParams: query,
        requestConfig: {
          method,
          ...(body !== undefined && { data: body }),
          ...(headers && { headers }),
          ...(keepalive && { keepalive }),
          ...(signal && { signal }),
        },
      });
    },
  };
}

/** @param endpoint - ours: the library hangs a slash behind a query, too */
function toRequest(
  endpoint: string,
  { headers }: InnerClient,
  { resource, queryParams = {}, requestConfig }: ResourceCall,
) {
  const { method = "GET", data, ...rest } = requestConfig ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const query = Object.fromEntries(Object.entries(queryParams).map(([name, value]) => [name, text(value)]));
  return httpRequest(
    { method, resource, query, ...(data !== undefined && { body: text(data) }), ...rest },
    { endpoint, headers },
  );
}
