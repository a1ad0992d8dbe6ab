/** Which resource answers which path and method, and with which parameters (Communication, Appendix B). */
import type { Answer, Call } from "./call.ts";
import type { ResourceName } from "./caller.ts";
import { getAbout, getActivity, getAgent } from "./resources/descriptions.ts";
import {
  ACTIVITY_PROFILE,
  AGENT_PROFILE,
  deleteDocuments,
  getDocuments,
  STATE,
  writeDocument,
  type DocumentResource,
} from "./resources/documents.ts";
import { getStatements, STATEMENT_PARAMETERS } from "./resources/get-statements.ts";
import { postStatements, putStatement } from "./resources/store-statements.ts";

export interface Operation {
  readonly parameters: readonly string[];
  readonly answer: (call: Call) => Promise<Answer>;
}

export interface Route {
  readonly section: string;
  readonly methods: Readonly<Partial<Record<Call["method"], Operation>>>;
}

export const ROUTES: Readonly<Record<ResourceName, Route>> = {
  statements: {
    section: "2.1",
    methods: {
      GET: { parameters: STATEMENT_PARAMETERS, answer: getStatements },
      PUT: { parameters: ["statementId"], answer: putStatement },
      POST: { parameters: [], answer: postStatements },
    },
  },
  "activities/state": documentRoute(STATE),
  "activities/profile": documentRoute(ACTIVITY_PROFILE),
  "agents/profile": documentRoute(AGENT_PROFILE),
  activities: { section: "2.5", methods: { GET: { parameters: ["activityId"], answer: getActivity } } },
  agents: { section: "2.4", methods: { GET: { parameters: ["agent"], answer: getAgent } } },
  about: { section: "2.8", methods: { GET: { parameters: [], answer: getAbout } } },
};

function documentRoute(resource: DocumentResource): Route {
  const single = [...resource.scopeParameters, resource.idParameter];
  const write: Operation = { parameters: single, answer: (call) => writeDocument(resource, call) };
  return {
    section: resource.section,
    methods: {
      GET: { parameters: [...single, "since"], answer: (call) => getDocuments(resource, call) },
      PUT: write,
      POST: write,
      DELETE: { parameters: single, answer: (call) => deleteDocuments(resource, call) },
    },
  };
}
