/** To xAPI labels are the source of a matching interaction, and places its target. */
export {
  describeMatching as describeLabel,
  matchingPatterns as labelPatterns,
  matchingResponse as labelResponse,
  parseMatching as parseLabel,
} from "../matching/matching.xapi.ts";
