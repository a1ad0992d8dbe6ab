/**
 * HTML that came in a link, as text: what an author wrote as paragraphs and lists becomes lines, a picture its alternative
 * text. A document made by the parser runs no script and loads nothing, and nothing of it is put into the page.
 */
export function plainText(html: string): readonly string[] {
  const { body } = new DOMParser().parseFromString(html.slice(0, 20_000), "text/html");
  for (const gone of body.querySelectorAll("script, style, template, noscript, iframe")) gone.remove();
  for (const image of body.querySelectorAll("img")) image.replaceWith(image.alt);
  for (const block of body.querySelectorAll(
    "p, li, div, tr, h1, h2, h3, h4, h5, h6, br, dt, dd, pre, blockquote",
  ))
    block.append("\n");
  for (const line of body.querySelectorAll("br")) line.replaceWith("\n");
  return (body.textContent ?? "")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}
