/**
 * English, and the list of keys. `{name}` is filled in; a key with `{count}` may have further forms
 * `KEY.zero|one|two|few|many` by the plural rules of the language, and itself stands for `other`.
 * Keys of one kind begin with its name, `likert.send`: a unit without the kind does not carry them.
 */
export const EN = {
  "question.language": "en",
  "question.group": "Question",
  "question.blank": "Blank {number} of {total}",
  "question.choose": "Choice {number} of {total}",
  "question.pick": "Choose…",
  "question.number": "Your answer, a number",
  "question.number-in": "Your answer, a number in {unit}",
  "question.unit": "Unit",
  "question.match": "Answer for: {text}",
  "question.position": "Position of: {text}",
  "question.up": "Move up: {text}",
  "question.down": "Move down: {text}",
  "question.moved": "{text}: now {position} of {total}",
  "question.check": "Check my answer",
  "question.again": "Try again",
  "question.hint": "Show a hint",
  "question.next-hint": "Show the next hint",
  "question.hint-number": "Hint {number} of {total}",
  "question.why-incomplete": "Answer first, then check.",
  "question.why-choose": "Choose an answer first.",
  "question.why-blanks": "Fill every blank first.",
  "question.why-number": "Write a number first, for example 12.5, without separators between thousands.",
  "question.why-match": "Choose an answer in every row first.",
  "question.why-order": "Put the steps in order first.",
  "question.why-locked": "This question can no longer be changed.",
  "question.right": "Right",
  "question.partial": "Partly right",
  "question.wrong": "Not right",
  "question.missed": "Right answer, not chosen",
  "question.answer": "Right answer: {text}",
  "question.order": "Right order",
  "question.tries": "{count} tries left",
  "question.tries.one": "1 try left",
  "question.no-tries": "No tries left",
  "question.result": "{verdict}. {points} of {total} points.",
  "likert.why": "Choose a point on the scale first.",
  "likert.send": "Send my answer",
  "likert.change": "Change my answer",
  "likert.noted": "Thank you, your answer is taken.",
} as const satisfies Readonly<Record<string, string>>;

export type StringKey = keyof typeof EN;
