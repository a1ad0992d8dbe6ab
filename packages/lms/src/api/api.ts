/** The JSON API of the page that stands for the LMS's own pages. */
import { Hono } from "hono";
import { importCourse } from "../course/import-course.ts";
import { judged } from "../judge/judged-requirement.ts";
import type { SessionRecord } from "../judge/exchange.ts";
import { abandonSession, waive } from "../launch/end-session.ts";
import { launchSession, unitNamed } from "../launch/launch-session.ts";
import { storePreferences } from "../launch/preferences.ts";
import { addLearner, courseNamed, enrol, enrolled, learnerNamed } from "../world/enrolment.ts";
import { LmsRefusal } from "../world/lms-refusal.ts";
import { changeLook } from "../world/preview.ts";
import { sessionSnapshot, snapshotOf } from "../world/snapshot.ts";
import type { Session, World } from "../world/world.ts";
import { eventStream } from "./event-stream.ts";
import {
  launchRequestOf,
  lookOf,
  preferencesOf,
  readObject,
  requiredText,
  settingsOf,
  text,
} from "./read-request.ts";

/** The header that everything which changes something needs; a page of another origin can't set it. */
export const TOKEN_HEADER = "X-Tessera-Token";

/** @param token - the secret of this run, known to the LMS's own pages and to whoever started it */
export function createApi(world: World, token: string): Hono {
  const api = new Hono().basePath("/api");

  api.onError((error, c) => {
    if (!(error instanceof LmsRefusal)) throw error;
    return c.json({ error: error.message }, error.status);
  });
  api.use(async (c, next) => {
    const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
    if (changes && c.req.header(TOKEN_HEADER) !== token) {
      return c.json({ error: `${TOKEN_HEADER} does not carry this run's token` }, 403);
    }
    await next();
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    return undefined;
  });

  api.get("/state", (c) => c.json(snapshotOf(world)));
  api.get("/events", (c) => eventStream(world.hub, c.req.raw));

  api.post("/packages", async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { course, diagnostics } = await importCourse(world, bytes, c.req.query("name") ?? "package.zip");
    return course === undefined
      ? c.json({ error: "the package has errors and was not imported", diagnostics }, 422)
      : c.json({ course: course.key, publisherId: course.publisherId, diagnostics }, 201);
  });

  api.post("/learners", async (c) => {
    const learner = addLearner(world, requiredText(await readObject(c.req.raw), "name"));
    return c.json({ learner: learner.key, actor: learner.actor }, 201);
  });

  api.post("/registrations", async (c) => {
    const body = await readObject(c.req.raw);
    const course = courseNamed(world, requiredText(body, "course"));
    const registration = await enrol(world, course, learnerNamed(world, requiredText(body, "learner")));
    return c.json({ registration: registration.id }, 201);
  });

  api.post("/launch", async (c) => {
    const session = await launchSession(world, launchRequestOf(await readObject(c.req.raw)));
    return c.json(
      {
        url: session.launchUrl,
        session: session.key,
        window: session.window,
        launchMethod: session.unit.launchMethod,
      },
      201,
    );
  });

  api.post("/sessions/:key/abandon", async (c) => {
    const session = sessionNamed(world, c.req.param("key"));
    await abandonSession(world, session);
    return c.json(sessionSnapshot(session));
  });
  api.get("/sessions/:key/verdict", (c) =>
    c.json(judged(sessionNamed(world, c.req.param("key")).judge.tallies())),
  );
  api.get("/sessions/:key/record", (c) => c.json(recordOf(sessionNamed(world, c.req.param("key")))));

  api.post("/waive", async (c) => {
    const body = await readObject(c.req.raw);
    const course = courseNamed(world, requiredText(body, "course"));
    const registration = await enrolled(world, course, learnerNamed(world, requiredText(body, "learner")));
    const unit = unitNamed(course, requiredText(body, "au"));
    await waive(world, registration, { unit, reason: text(body, "reason") ?? "Administrative" });
    return c.json({ registration: registration.id });
  });

  api.put("/preferences", async (c) => {
    const body = await readObject(c.req.raw);
    const learner = learnerNamed(world, requiredText(body, "learner"));
    await storePreferences(world, learner.actor, preferencesOf(body));
    return c.json({ learner: learner.key });
  });

  api.patch("/settings", async (c) => {
    world.settings = { ...world.settings, ...settingsOf(await readObject(c.req.raw)) };
    world.hub.emit({ type: "settings" });
    return c.json(world.settings);
  });

  api.patch("/preview", async (c) => {
    const look = lookOf(await readObject(c.req.raw));
    if (!changeLook(world, look)) throw new LmsRefusal(404, "no course is being written here");
    return c.json(world.preview?.look);
  });

  return api;
}

export function sessionNamed(world: World, key: string): Session {
  const session = world.sessions.get(key);
  if (session === undefined) throw new LmsRefusal(404, `no session is called ${key}`);
  return session;
}

/** A session as it can be written to a file and judged again. Holds the (dead or dying) token. */
export function recordOf(session: Session): SessionRecord {
  const { launch, exchanges, end } = session.judge.view;
  return { launch: { ...launch }, exchanges: [...exchanges], end };
}
