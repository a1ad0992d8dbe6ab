/** Open Badges that nobody would write and everybody has to read the same: every property, text of every kind, look-alikes. */
import fc from "fast-check";
import type { Json, JsonObject } from "../json/json.ts";

type Any = fc.Arbitrary<Json>;

/** Few of them, so that parts look alike and nodes meet. */
const iri: Any = fc.oneof(
  fc.constantFrom<Json>("urn:a:1", "urn:a:2", "https://x.example/ü?q=1#f", "ni:///sha-256;f4Ox", "name:x"),
  fc.webUrl().filter((url) => !/[\s<>"{}|\\^`]/.test(url)),
);
const text: Any = fc.oneof(
  fc.constantFrom<Json>(
    "a",
    "b",
    'say "no" \\ to\ttabs\nand lines',
    "日本 \u{1f3c5}",
    "- [ ] * _x_",
    "0",
    "true",
  ),
  fc
    .string({ unit: "binary", minLength: 1, maxLength: 12 })
    .filter((each) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(each)),
);
const moment: Any = fc.constantFrom<Json>("2026-11-28T12:00:00Z", "2026-11-28T12:00:00.125+01:00");
const number: Any = fc.oneof(
  fc.constantFrom<Json>(0, -0, 1, 2.5, -3, 1e-7, 1.25e30, 9007199254740991),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0),
);

const many = (each: Any, least = 1): Any => fc.array(each, { minLength: least, maxLength: 3 });
const oneOrMore = (each: Any): Any => fc.oneof(each, many(each));

function node(
  type: string,
  required: Readonly<Record<string, Any>>,
  optional: Readonly<Record<string, Any>> = {},
): Any {
  const types: Any = fc.constantFrom<Json>(type, [type], [type, type]);
  return plain({ type: types, ...required }, optional);
}
const plain = (required: Readonly<Record<string, Any>>, optional: Readonly<Record<string, Any>> = {}): Any =>
  fc.record<Record<string, Json>>(
    { ...required, ...optional },
    { requiredKeys: Object.keys(required) },
  ) as Any;

const image: Any = fc.oneof(iri, node("Image", { id: iri }, { caption: text }));
const otherIdentifier = many(node("IdentifierEntry", { identifier: text, identifierType: text }));
const address: Any = node(
  "Address",
  {},
  {
    addressCountry: text,
    addressLocality: text,
    geo: node("GeoCoordinates", { latitude: number, longitude: number }),
  },
);
const profile = (deeper: Readonly<Record<string, Any>> = {}): Any =>
  node(
    "Profile",
    { id: iri },
    {
      name: text,
      url: iri,
      phone: text,
      description: text,
      image,
      email: text,
      address,
      otherIdentifier,
      official: text,
      familyName: text,
      givenName: text,
      ...deeper,
    },
  );
const alignment = node(
  "Alignment",
  { targetName: text, targetUrl: iri },
  { targetCode: text, targetDescription: text, targetFramework: text, targetType: text },
);
const resultDescription = node(
  "ResultDescription",
  { id: iri, name: text, resultType: text },
  {
    alignment: many(alignment),
    allowedValue: many(text),
    requiredLevel: iri,
    requiredValue: text,
    rubricCriterionLevel: many(
      node("RubricCriterionLevel", { id: iri, name: text }, { level: text, points: text, description: text }),
    ),
    valueMax: text,
    valueMin: text,
  },
);
const achievement = node(
  "Achievement",
  { id: iri, name: text, description: text, criteria: plain({}, { id: iri, narrative: text }) },
  {
    alignment: oneOrMore(alignment),
    achievementType: text,
    creator: profile(),
    creditsAvailable: number,
    fieldOfStudy: text,
    humanCode: text,
    image,
    inLanguage: text,
    otherIdentifier,
    related: oneOrMore(node("Related", { id: iri }, { inLanguage: text, version: text })),
    resultDescription: oneOrMore(resultDescription),
    specialization: text,
    tag: oneOrMore(text),
    version: text,
  },
);
const subject = node(
  "AchievementSubject",
  { achievement },
  {
    id: iri,
    identifier: oneOrMore(
      node(
        "IdentityObject",
        { hashed: fc.boolean(), identityHash: text, identityType: text },
        { salt: text },
      ),
    ),
    result: oneOrMore(
      node(
        "Result",
        {},
        {
          achievedLevel: iri,
          alignment: oneOrMore(alignment),
          resultDescription: iri,
          status: text,
          value: text,
        },
      ),
    ),
    narrative: text,
    role: text,
    source: profile(),
    activityStartDate: moment,
    activityEndDate: moment,
    creditsEarned: number,
    licenseNumber: text,
    term: text,
    image,
  },
);
const evidence = node(
  "Evidence",
  {},
  { id: iri, name: text, narrative: text, description: text, genre: text, audience: text },
);

const EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/** @param signed - a credential whose contexts, status and proof are taken */
export function anyCredential(signed: JsonObject): fc.Arbitrary<JsonObject> {
  const {
    "@context": context,
    proof,
    credentialStatus,
  } = signed as JsonObject & {
    readonly "@context": readonly Json[];
    readonly proof: Json;
    readonly credentialStatus: Json;
  };
  const endorsement = plain(
    {
      "@context": fc.constant<Json>(context),
      id: iri,
      type: fc.constant<Json>(["VerifiableCredential", "EndorsementCredential"]),
      issuer: fc.oneof(iri, profile()),
      validFrom: moment,
      credentialSubject: node("EndorsementSubject", { id: iri }, { endorsementComment: text }),
      proof: fc.constantFrom(proof, (proof as readonly Json[])[0] as Json),
    },
    { name: text, description: text, validUntil: moment },
  );
  return fc.record(
    {
      "@context": fc.constant<Json>([...context, EXTENSIONS]),
      id: iri,
      type: fc.constantFrom<Json>(
        ["VerifiableCredential", "OpenBadgeCredential"],
        ["AchievementCredential", "VerifiableCredential"],
      ),
      issuer: fc.oneof(iri, profile({ parentOrg: profile() })),
      validFrom: moment,
      credentialSubject: subject,
      name: text,
      description: text,
      image,
      awardedDate: moment,
      validUntil: moment,
      evidence: oneOrMore(evidence),
      credentialStatus: fc.constant(credentialStatus),
      credentialSchema: oneOrMore(
        plain({ id: iri, type: fc.constant<Json>("1EdTechJsonSchemaValidator2019") }),
      ),
      refreshService: plain({ id: iri, type: fc.constant<Json>("1EdTechCredentialRefresh") }),
      endorsement: fc.array(endorsement, { minLength: 1, maxLength: 2 }) as unknown as Any,
      proof: fc.constant(proof),
    },
    {
      requiredKeys: ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
    },
  ) as unknown as fc.Arbitrary<JsonObject>;
}
