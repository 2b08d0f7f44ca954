import type { ProviderInput, SourceText } from "@specloom/toolchain";

/** What generates the client `Acme` of one whole document for the first time; its files are below `packages/acme`. */
export function inputOf(document: SourceText): ProviderInput {
  const source = {
    name: "acme",
    package: "@acme/sdk",
    title: "Acme",
    client: "Acme",
    document: "whole",
    files: { [document.path]: `https://acme.example/${document.path}` },
  };
  return {
    name: "acme",
    source: { path: "specs/acme/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: [{ path: `specs/acme/${document.path}`, text: document.text }],
    contract: undefined,
    manifest: { path: "packages/acme/package.json", text: JSON.stringify({ name: "@acme/sdk", version: "1.0.0" }) },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
