import { isDeviceName, isProviderName, MAX_NAME_LENGTH } from "../../document/file-name.js";
import { ToolchainError } from "../../errors.js";
import { trimEndOf, trimOf } from "../../trim.js";

/** @throws {ToolchainError} `add/name`; the hint has a valid name. */
export function checkName(name: string): void {
  if (isProviderName(name)) return;
  const message = `Expected a lower-case name such as \`acme\` or \`acme-jobs\`, found ${JSON.stringify(name)}`;
  throw new ToolchainError("add/name", message, { hint: `Name it ${nearestName(name)}.` });
}

/** The nearest valid name: `Acme API 2` gives `acme-api-2`. */
export function nearestName(text: string): string {
  const spelled = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, "-")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, "-");
  const words = trimOf(spelled, "-");
  const named = /^[a-z]/u.test(words) ? words : `api-${words}`;
  const free = isDeviceName(named) ? `${named}-api` : named;
  return trimEndOf(free.slice(0, MAX_NAME_LENGTH), "-");
}
