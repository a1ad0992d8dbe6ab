/**
 * What a Comprehensive Learner Record may hold, without its proof. Closed, as an Open Badge is; but what it holds is looked
 * at one by one, each as the credential that it is.
 * @see Comprehensive Learner Record 2.0, `ClrCredential`
 */
import {
  anything,
  bool,
  dateTime,
  either,
  exactly,
  iri,
  list,
  oneOrMore,
  record,
  text,
  typesWith,
} from "../json/shape.ts";
import {
  achievement,
  endorsement,
  evidence,
  identity,
  image,
  profile,
  statusEntry,
} from "./credential-shape.ts";

const association = record({
  type: typesWith("Association"),
  associationType: exactly(
    "exactMatchOf",
    "isChildOf",
    "isParentOf",
    "isPartOf",
    "isPeerOf",
    "isRelatedTo",
    "precedes",
    "replacedBy",
  ),
  sourceId: iri,
  targetId: iri,
});

export const learnerRecord = record(
  {
    "@context": list(text(500)),
    id: iri,
    type: typesWith("ClrCredential"),
    name: text(),
    issuer: either(iri, profile),
    validFrom: dateTime,
    credentialSubject: record(
      { type: typesWith("ClrSubject"), verifiableCredential: list(anything, 0, 1_000) },
      {
        id: iri,
        identifier: oneOrMore(identity),
        achievement: list(achievement, 0, 1_000),
        association: list(association, 0, 5_000),
      },
    ),
  },
  {
    description: text(),
    image,
    partial: bool,
    awardedDate: dateTime,
    validUntil: dateTime,
    evidence: oneOrMore(evidence),
    endorsement: list(endorsement, 1, 20),
    credentialStatus: statusEntry,
    credentialSchema: oneOrMore(record({ id: iri, type: exactly("1EdTechJsonSchemaValidator2019") })),
    refreshService: record({ id: iri, type: exactly("1EdTechCredentialRefresh") }),
  },
);
