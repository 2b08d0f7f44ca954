/** HTML that needs no escaping; all other text is escaped. */
export interface Markup {
  readonly text: string;
}

type Part = string | Markup | readonly (string | Markup)[];

/** A template of HTML; values are escaped unless they are markup. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { text: fixed.map((text, index) => text + textOf(parts[index] ?? "")).join("") };
}

/** HTML from text that contains nothing of a document. */
export function raw(text: string): Markup {
  return { text };
}

/** Escapes a text for an element or a quoted attribute. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}

function textOf(part: Part): string {
  if (typeof part === "string") return escape(part);
  return "text" in part ? part.text : part.map(textOf).join("");
}

/** A message whose names are between backticks. */
export function inlineCode(text: string): Markup {
  const parts = text.split("`");
  // With an odd number of backticks, one comes from the document.
  if (parts.length % 2 === 0) return { text: escape(text) };
  return {
    text: parts.map((part, index) => (index % 2 === 0 ? escape(part) : `<code>${escape(part)}</code>`)).join(""),
  };
}
