import type { ProviderInput, SourceText } from "specloom";

/**
 * What generates the client `Acme` of one whole document for the first time; its files are below `packages/acme`.
 *
 * @param others Files that the document refers to.
 */
export function inputOf(document: SourceText, others: readonly SourceText[] = []): ProviderInput {
  const files = [document, ...others];
  const source = {
    name: "acme",
    package: "@acme/sdk",
    title: "Acme",
    client: "Acme",
    document: "whole",
    ...(others.length > 0 ? { entry: document.path } : {}),
    files: Object.fromEntries(files.map(({ path }) => [path, `https://acme.example/${path}`])),
  };
  return {
    name: "acme",
    source: { path: "specs/acme/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: files.map(({ path, text }) => ({ path: `specs/acme/${path}`, text })),
    contract: undefined,
    manifest: { path: "packages/acme/package.json", text: JSON.stringify({ name: "@acme/sdk", version: "1.0.0" }) },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
