/** A region is scored as an option of a choice is: where it lies says nothing about what it is worth. */
export { choiceFeedback as hotspotFeedback, scoreChoice as scoreHotspot } from "../choice/choice.score.ts";
