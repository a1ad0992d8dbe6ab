// Writes src/schema/course-structure-xsd.ts from CourseStructure.xsd: `node schema/embed.mjs`.
import { readFileSync, writeFileSync } from "node:fs";

const xsd = readFileSync(new URL("CourseStructure.xsd", import.meta.url), "utf8");
const literal = xsd.replace(/[\\`]|\$\{/g, "\\$&");
const text = `/** The official schema, embedded so that it is there from \`dist\` too. Made by schema/embed.mjs; do not edit. */
export const COURSE_STRUCTURE_XSD = \`${literal}\`;
`;
writeFileSync(new URL("../src/schema/course-structure-xsd.ts", import.meta.url), text);
