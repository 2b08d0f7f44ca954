import { ToolchainError } from "../../errors.js";

/** What `name` of source.yaml may be: a folder, a part of an npm name, and in Pascal case a class. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const MAX_LENGTH = 60;

/** @throws {ToolchainError} `add/name`, with a name that would do. */
export function checkName(name: string): void {
  if (NAME.test(name) && name.length <= MAX_LENGTH) return;
  const message = `Expected a lower-case name such as \`acme\` or \`acme-jobs\`, found ${JSON.stringify(name)}`;
  throw new ToolchainError("add/name", message, { hint: `Name it ${nearestName(name)}.` });
}

/** The nearest name that would do: `Acme API 2` gives `acme-api-2`. */
export function nearestName(text: string): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, "-")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
  const begun = /^[a-z]/u.test(words) ? words : `api-${words}`;
  return begun.slice(0, MAX_LENGTH).replaceAll(/-+$/gu, "");
}
