/** What stands in a text field of a form; nothing for a field that is not there. */
export function fieldText(form: EventTarget | null, name: string): string {
  const value = new FormData(form as HTMLFormElement).get(name);
  return typeof value === "string" ? value : "";
}
