/** HTML that is meant as such; every other text is escaped where it is put in. */
export interface Markup {
  readonly text: string;
}

type Part = string | Markup | readonly (string | Markup)[];

/** A template of HTML: what is put in is escaped, unless it is markup itself. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { text: fixed.map((text, index) => text + textOf(parts[index] ?? "")).join("") };
}

/** HTML from a text that no document had a say in. */
export function raw(text: string): Markup {
  return { text };
}

/** A text as HTML shows it, in an element or in a quoted attribute. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}

function textOf(part: Part): string {
  if (typeof part === "string") return escape(part);
  return "text" in part ? part.text : part.map(textOf).join("");
}

/** A message, in which names stand between backticks. */
export function prose(text: string): Markup {
  const parts = text.split("`");
  // An odd backtick out is one that the document wrote.
  if (parts.length % 2 === 0) return { text: escape(text) };
  return {
    text: parts.map((part, index) => (index % 2 === 0 ? escape(part) : `<code>${escape(part)}</code>`)).join(""),
  };
}
