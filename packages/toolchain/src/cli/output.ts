import { painted } from "../paint.js";
import { visible } from "../visible.js";
import type { Terminal } from "./terminal.js";

/** The output of a command. What a document, a host or a branch has written cannot act on a terminal or on GitHub. */
export interface Output extends Terminal {
  /** Prints workflow commands of GitHub Actions. Their texts are escaped where the commands are made. */
  readonly annotate: (commands: string) => void;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The one filter before a terminal: everything that is printed passes it. */
export function outputTo(terminal: Terminal, env: Env): Output {
  const isWorkflow = env["GITHUB_ACTIONS"] === "true";
  const filtered = (text: string): string => {
    const plain = visible(text);
    return painted(isWorkflow ? withoutCommands(plain) : plain);
  };
  return {
    ...terminal,
    out: (text) => terminal.out(filtered(text)),
    err: (text) => terminal.err(filtered(text)),
    annotate: (commands) => terminal.out(visible(commands)),
  };
}

/**
 * A text that GitHub's runner takes for no command: `::name::` at the start of a line, or `##[name]` anywhere. The
 * escapes are those of JSON, so that JSON keeps its values.
 */
function withoutCommands(text: string): string {
  const lines = text.split("\n").map((line) => {
    const command = line.trimStart();
    return command.startsWith("::") ? `${line.slice(0, -command.length)}\\u003a${command.slice(1)}` : line;
  });
  return lines.join("\n").replaceAll("##[", String.raw`#\u0023[`);
}
