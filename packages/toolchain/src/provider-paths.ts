const written = new Set(["source.yaml", "overlay.yaml", "accepted.yaml"]);

/** True for a file of a provider's folder that the provider published; `name` is relative to the folder. */
export function isPublished(name: string): boolean {
  return /\.(?:md|ya?ml|json)$/u.test(name) && !written.has(name);
}

/** Where a provider's contract is locked. */
export function contractPath(provider: string): string {
  return `generated/${provider}/contract.json`;
}

/** Folders whose every file is the toolchain's: what it did not write there does not belong. */
export function ownedFolders(provider: string): string[] {
  return [`generated/${provider}`, `packages/${provider}/src`];
}
