import { shellWord } from "../shell-word.js";

/** Words that other tools have, and what they are called here. `$` stands for the program. */
const words: readonly (readonly [word: RegExp, here: string])[] = [
  [
    /^(?:-i|--(?:input|spec|schema|url|file|document|openapi)(?:-(?:file|path|url))?)$/u,
    "The document stands without an option: $ generate <document> --output <folder>",
  ],
  [/^--(?:out|dest|destination|target)$|^--?(?:out|output)-?(?:dir|path|file|folder)$/iu, "Did you mean --output?"],
  [
    /^(?:-H|--(?:headers?|auth|token|bearer|api-key))$/u,
    "Fetch the document with another program, and give it on standard input: $ generate - --output <folder>",
  ],
  [/^--(?:client-|class-)?name$/u, "Did you mean --client?"],
  [/^--(?:dry-run|dry|verify|diff)$/u, "Did you mean --check?"],
  [/^(?:-v|-version|version)$/u, "Did you mean --version?"],
  [/^-help$/u, "Did you mean --help?"],
  [/^(?:gen|build|codegen|compile|create)$/u, "Did you mean generate?"],
  [/^watch$/u, "Did you mean generate --watch?"],
  [/^(?:check|verify)$/u, "Did you mean generate --check, or lint?"],
  [/^(?:validate|audit|doctor)$/u, "Did you mean lint?"],
  [/^(?:diff|compare|changes|breaking|changelog)$/u, "Did you mean drift?"],
  [/^(?:update|fetch|pull|sync|upgrade)$/u, "Did you mean vendor?"],
  [/^(?:typescript|dts)$/u, "Did you mean types?"],
  [/^-o, --output <file>$/u, "Name a file, or `-` to print: $ types <document> --output src/api.d.ts"],
];

/** A suggestion for an unknown option or command, or for a missing option. Undefined if there is none. */
function suggestionFor(word: string): string | undefined {
  const here = words.find(([pattern]) => pattern.test(word))?.[1];
  const isDocument = !word.startsWith("-") && /[./\\]/u.test(word);
  return here ?? (isDocument ? `Did you mean $ generate ${shellWord(word)} --output src/api?` : undefined);
}

/** The error of the command line's parser, with the suggestion of this table in place of the closest word. */
export function withSuggestion(text: string, program: string): string {
  const [, line = "", word = ""] =
    /^(error: (?:unknown (?:option|command)|required option) '([^\n]*)'(?: not specified)?)\n/u.exec(text) ?? [];
  const suggestion = suggestionFor(word.startsWith("--") ? word.split("=", 1).join() : word);
  return suggestion === undefined ? text : `${line}\n(${suggestion.replace("$", () => program)})\n`;
}
