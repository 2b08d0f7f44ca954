import type { ResponseContext } from "../response/response-context.js";
import { textChunks } from "./text-chunks.js";

/** The lines of a body as text, each as soon as it is complete; blank lines are left out. */
export async function* textLines(response: Response, context: ResponseContext): AsyncGenerator<string, void> {
  let rest = "";
  for await (const chunk of textChunks(response, context)) {
    const lines = (rest + chunk).replaceAll("\u001e", "\n").split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}
