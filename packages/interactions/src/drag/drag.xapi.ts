/** To xAPI cards are the source of a matching interaction, and groups its target. */
export {
  describeMatching as describeDrag,
  matchingPatterns as dragPatterns,
  matchingResponse as dragResponse,
  parseMatching as parseDrag,
} from "../matching/matching.xapi.ts";
