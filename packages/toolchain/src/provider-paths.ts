import type { OutputTarget } from "./emit/target/target.js";

const written = new Set(["source.yaml", "overlay.yaml", "accepted.yaml"]);

/** Whether a file of a provider's folder was published by the provider; `name` is relative to the folder. */
export function isPublished(name: string): boolean {
  return /\.(?:md|ya?ml|json)$/u.test(name) && !written.has(name);
}

/** Whether a file of a package's folder `custom` is a hand-written module; `name` is relative to the folder. */
export function isCustom(name: string): boolean {
  return /^[^/]+(?<!\.test|\.d)\.ts$/u.test(name);
}

/** The path of a provider's locked contract. */
export function contractPath(provider: string, target?: OutputTarget): string {
  return target?.isAlone === true ? `${target.folder}/contract.json` : `generated/${provider}/contract.json`;
}

/** Folders that only the toolchain writes; other files there are removed. */
export function ownedFolders(provider: string, target?: OutputTarget): string[] {
  return [`generated/${provider}`, ...(target === undefined ? [`packages/${provider}/src`] : [])];
}
