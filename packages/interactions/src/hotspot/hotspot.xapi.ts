/** To xAPI a region is an option of a choice, told by its text. */
export {
  choicePatterns as hotspotPatterns,
  choiceResponse as hotspotResponse,
  describeChoice as describeHotspot,
  parseChoice as parseHotspot,
} from "../choice/choice.xapi.ts";
