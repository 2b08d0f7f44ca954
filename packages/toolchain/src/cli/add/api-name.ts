import { ToolchainError } from "../../errors.js";

/** A valid `name` of source.yaml. It is a folder, a part of an npm name and, in Pascal case, a class. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const MAX_LENGTH = 60;

/** @throws {ToolchainError} `add/name`; the hint has a valid name. */
export function checkName(name: string): void {
  if (NAME.test(name) && name.length <= MAX_LENGTH) return;
  const message = `Expected a lower-case name such as \`acme\` or \`acme-jobs\`, found ${JSON.stringify(name)}`;
  throw new ToolchainError("add/name", message, { hint: `Name it ${nearestName(name)}.` });
}

/** The nearest valid name: `Acme API 2` gives `acme-api-2`. */
export function nearestName(text: string): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, "-")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
  const named = /^[a-z]/u.test(words) ? words : `api-${words}`;
  return named.slice(0, MAX_LENGTH).replaceAll(/-+$/gu, "");
}
