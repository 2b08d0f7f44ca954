import { inspect } from "node:util";
import { vi } from "vitest";
import { redirectFetch } from "./redirected-fetch.js";
import { startStudio, STUDIO_URL } from "./studio.js";

/** Uses what a module exports. */
export type Use = (module: unknown) => unknown;

/**
 * What a module logs while it is loaded, with a Studio of its own behind the address that the document names.
 *
 * @param others Other servers, by the origin that they stand for.
 * @param use Uses what the module exports, while the servers run.
 */
export async function printedBy(
  file: string,
  others: Readonly<Record<string, string>> = {},
  use: Use = () => undefined,
): Promise<string> {
  const studio = await startStudio();
  const restore = redirectFetch({ [new URL(STUDIO_URL).origin]: studio.origin, ...others });
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values: readonly unknown[]) => {
    lines.push(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
  });
  try {
    await use(await import(file));
  } finally {
    log.mockRestore();
    restore();
    await studio.close();
  }
  return lines.join("\n");
}
