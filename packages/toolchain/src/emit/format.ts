import { format } from "prettier";

/** Formats generated TypeScript. The options are fixed here: a repository's own configuration changes no output byte. */
export function formatTypeScript(text: string): Promise<string> {
  return format(text, { parser: "babel-ts", printWidth: 120, endOfLine: "lf" });
}

/** Formats generated Markdown, so that a formatter run over the repository changes nothing. */
export function formatMarkdown(text: string): Promise<string> {
  return format(text, { parser: "markdown", printWidth: 120, endOfLine: "lf" });
}
