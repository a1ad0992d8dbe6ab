import { createLms, LMS_PROFILES, lmsProfile, originProblem } from "@tessera/lms";
import type { Lms, LmsOptions } from "@tessera/lms";
import { createLrs, createMemoryStore } from "@tessera/lrs";
import type { LrsStore } from "@tessera/lrs";
import { InputError } from "./exit.ts";
import { now, secret, uuid, wait } from "./ports.adapter.ts";
import { listen } from "./serve.adapter.ts";
import { workbenchPage } from "./workbench-page.adapter.ts";

export interface LmsServer {
  readonly lms: Lms;
  /** Where a person goes. */
  readonly address: string;
  close(): Promise<void>;
}

export interface LmsServerOptions {
  /** Port of the LMS; 0 takes a free one. The content's port is always a free one. */
  readonly port: number;
  /** Where statements are kept; in memory without it. */
  readonly db?: string;
  /** Name of the LMS that is simulated; the standard one without it. */
  readonly lms?: string;
  /** Content from the LMS's own origin, as many LMSs have it; from another port by default. */
  readonly sameOrigin?: boolean;
  /** Name under which browsers come, where it is not `127.0.0.1`; the sockets stay on loopback. */
  readonly hostName?: string;
  /** The content's Content-Security-Policy; null sends none; a strict one by default. */
  readonly contentPolicy?: string | null;
  readonly settings?: LmsOptions["settings"];
  readonly intercept?: LmsOptions["intercept"];
  /** What else is served: beside the workbench, and beside the packages' content. Undefined: not theirs to answer. */
  /** Address of a dashboard that `beside` serves; the workbench links to it. */
  readonly dashboard?: string;
  /** Address of credentials that `beside` serves; the workbench links to it. */
  readonly badges?: string;
  readonly beside?: { readonly workbench?: Routes; readonly content?: Routes };
}

type Routes = (request: Request) => Promise<Response> | undefined;

/**
 * The simulated LMS with its own LRS on two loopback ports: the LMS's, and one for the content of packages, so
 * that a package can touch neither the LMS's page nor its token.
 *
 * @throws InputError when a port is taken, the database cannot be opened or no LMS has the name
 */
export async function startLmsServer(options: LmsServerOptions): Promise<LmsServer> {
  const profile = lmsProfile(options.lms ?? "standard");
  if (profile === undefined) {
    const names = LMS_PROFILES.map(({ name }) => name).join(", ");
    throw new InputError(`no simulated LMS is called ${options.lms ?? ""}`, { help: `one of ${names}` });
  }
  const store = options.db === undefined ? createMemoryStore() : await openDatabase(options.db);
  const front = await listen(options.port);
  const content = options.sameOrigin === true ? front : await listen(0);
  const named = (port: number) => `http://${options.hostName ?? "127.0.0.1"}:${port}`;
  const origins = {
    lms: named(front.port),
    content: named(content.port),
    otherHosts: [`localhost:${front.port}`],
  };
  const authority = { account: { homePage: origins.lms, name: "lms" } };
  const lrs = createLrs({ store, now, ids: uuid, authority });
  const lms = createLms({
    lrs,
    now,
    wait,
    ids: { uuid, secret },
    origins,
    profile,
    ...(options.contentPolicy === undefined ? {} : { contentPolicy: options.contentPolicy }),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.intercept === undefined ? {} : { intercept: options.intercept }),
  });
  const page = workbenchPage(lms.token, origins, {
    ...(options.dashboard !== undefined && { dashboard: options.dashboard }),
    ...(options.badges !== undefined && { badges: options.badges }),
  });
  const beside = (origin: string, routes: Routes = () => undefined): Routes => {
    const { host, port } = new URL(origin);
    const hosts = [host, `localhost:${port}`];
    return (request) =>
      originProblem(request, { hosts, origins: [origin] }) === undefined ? routes(request) : undefined;
  };
  const more = beside(origins.lms, options.beside?.workbench);
  const withContent = beside(origins.content, options.beside?.content);
  front.answer(
    async (request) =>
      page(request) ??
      more(request) ??
      (content === front ? withContent(request) : undefined) ??
      lms.fetch(request),
  );
  if (content !== front)
    content.answer(async (request) => withContent(request) ?? lms.content.fetch(request));
  return {
    lms,
    address: `${origins.lms}/`,
    close: async () => {
      await Promise.all([front.close(), content === front ? undefined : content.close()]);
      await store.close();
    },
  };
}

async function openDatabase(file: string): Promise<LrsStore> {
  const { createSqliteStore, StoreError } = await import("@tessera/lrs/sqlite");
  try {
    return createSqliteStore({ file });
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    throw new InputError(`the LRS cannot start: ${cause.message}`, { help: "choose another --db", cause });
  }
}
