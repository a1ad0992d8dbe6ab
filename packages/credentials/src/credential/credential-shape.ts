/**
 * What an Open Badge 3.0 may hold. Closed: what stands here by no name is refused before any of it is expanded.
 * @see Open Badges 3.0 §"AchievementCredential" and its data model; VC Data Model 2.0 §4
 */
import {
  anything,
  bool,
  dateTime,
  either,
  exactly,
  iri,
  list,
  number,
  oneOrMore,
  record,
  text,
  typesWith,
  type Shape,
} from "../json/shape.ts";

export const image: Shape = either(iri, record({ id: iri, type: typesWith("Image") }, { caption: text() }));

export const identity = record(
  { type: typesWith("IdentityObject"), hashed: bool, identityHash: text(500), identityType: text(200) },
  { salt: text(500) },
);

const otherIdentifier = list(
  record({ type: typesWith("IdentifierEntry"), identifier: text(500), identifierType: text(200) }),
);

export const profile = record(
  { id: iri, type: typesWith("Profile") },
  {
    name: text(),
    url: iri,
    phone: text(100),
    description: text(),
    image,
    email: text(400),
    address: anything,
    otherIdentifier,
    official: text(),
    parentOrg: anything,
    familyName: text(),
    givenName: text(),
  },
);

const alignment = record(
  { type: typesWith("Alignment"), targetName: text(), targetUrl: iri },
  { targetCode: text(500), targetDescription: text(), targetFramework: text(), targetType: text(200) },
);

const criteria = record({}, { id: iri, narrative: text() });

const resultDescription = record(
  { id: iri, type: typesWith("ResultDescription"), name: text(), resultType: text(200) },
  {
    alignment: list(alignment),
    allowedValue: list(text()),
    requiredLevel: iri,
    requiredValue: text(),
    rubricCriterionLevel: list(anything),
    valueMax: text(100),
    valueMin: text(100),
  },
);

const related = record(
  { id: iri, type: typesWith("Related") },
  { inLanguage: text(100), version: text(100) },
);

export const achievement = record(
  { id: iri, type: typesWith("Achievement"), name: text(), description: text(), criteria },
  {
    alignment: oneOrMore(alignment),
    achievementType: text(200),
    creator: profile,
    creditsAvailable: number,
    fieldOfStudy: text(),
    humanCode: text(500),
    image,
    inLanguage: text(100),
    otherIdentifier,
    related: oneOrMore(related),
    resultDescription: oneOrMore(resultDescription),
    specialization: text(),
    tag: oneOrMore(text(500)),
    version: text(100),
  },
);

const result = record(
  { type: typesWith("Result") },
  {
    achievedLevel: iri,
    alignment: oneOrMore(alignment),
    resultDescription: iri,
    status: text(100),
    value: text(),
  },
);

const subject = record(
  { type: typesWith("AchievementSubject"), achievement },
  {
    id: iri,
    identifier: oneOrMore(identity),
    result: oneOrMore(result),
    narrative: text(),
    role: text(),
    source: profile,
    activityStartDate: dateTime,
    activityEndDate: dateTime,
    creditsEarned: number,
    licenseNumber: text(500),
    term: text(500),
    image,
  },
);

export const evidence = record(
  { type: typesWith("Evidence") },
  { id: iri, name: text(), narrative: text(), description: text(), genre: text(500), audience: text(500) },
);

export const statusEntry = record(
  {
    id: iri,
    type: exactly("BitstringStatusListEntry"),
    statusPurpose: exactly("revocation", "suspension"),
    statusListIndex: (value, path, report) => {
      if (typeof value !== "string" || !/^(0|[1-9]\d{0,9})$/.test(value))
        report(`${path}: expected a whole number as text`);
    },
    statusListCredential: iri,
  },
  {},
);

export const proof = record({
  type: exactly("DataIntegrityProof"),
  cryptosuite: exactly("eddsa-rdfc-2022"),
  created: dateTime,
  verificationMethod: iri,
  proofPurpose: exactly("assertionMethod"),
  proofValue: text(200),
});

/** Somebody else's word about what a credential rests on, with its own proof. */
export const endorsement = record(
  {
    "@context": list(text(500)),
    id: iri,
    type: typesWith("EndorsementCredential"),
    issuer: either(iri, profile),
    validFrom: dateTime,
    credentialSubject: record(
      { id: iri, type: typesWith("EndorsementSubject") },
      { endorsementComment: text() },
    ),
    proof: oneOrMore(proof),
  },
  { name: text(), description: text(), awardedDate: dateTime, validUntil: dateTime },
);

/** Without its proof, which {@link proof} is for. */
export const openBadge = record(
  {
    "@context": list(text(500)),
    id: iri,
    type: either(typesWith("OpenBadgeCredential"), typesWith("AchievementCredential")),
    issuer: either(iri, profile),
    validFrom: dateTime,
    credentialSubject: subject,
  },
  {
    name: text(),
    description: text(),
    image,
    awardedDate: dateTime,
    validUntil: dateTime,
    evidence: oneOrMore(evidence),
    endorsement: list(endorsement, 1, 20),
    credentialStatus: statusEntry,
    credentialSchema: oneOrMore(record({ id: iri, type: exactly("1EdTechJsonSchemaValidator2019") })),
    refreshService: record({ id: iri, type: exactly("1EdTechCredentialRefresh") }),
  },
);

/** A Bitstring Status List credential, without its proof. @see Bitstring Status List 1.0 §2.2 */
export const statusListShape = record(
  {
    "@context": list(text(500)),
    id: iri,
    type: typesWith("BitstringStatusListCredential"),
    issuer: either(iri, record({ id: iri }, { type: anything, name: text(), url: iri })),
    validFrom: dateTime,
    credentialSubject: record(
      { type: exactly("BitstringStatusList"), statusPurpose: text(100), encodedList: text(8_000_000) },
      { id: iri, ttl: number },
    ),
  },
  { validUntil: dateTime, name: text(), description: text() },
);
