import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatLocation, generate, type ProviderInput, ToolchainError } from "specloom";
import type { CorpusDocument } from "./documents.js";
import type { Result } from "./outcome.js";

/** Generates one document of a corpus and writes the client's sources to a folder of its own. */
export async function generateDocument(
  root: string,
  document: CorpusDocument,
  scratch: string,
  name: string,
): Promise<Result> {
  try {
    const { contract, files, notes } = await generate(inputOf(root, document, name));
    const prefix = `packages/${name}/`;
    for (const [path, text] of files) {
      if (!path.startsWith(prefix)) continue;
      const target = join(scratch, name, path.slice(prefix.length));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    const fallbacks = notes.filter(({ kind }) => kind === "fallback").length;
    const defects = notes.flatMap(({ kind, message, places: [place] }) =>
      kind === "defect" && place !== undefined ? [`${formatLocation(place)}: ${message}`] : [],
    );
    return { kind: "generated", folder: name, fallbacks, defects, operations: contract.operations.length };
  } catch (error) {
    if (!(error instanceof ToolchainError)) return { kind: "failed", message: String(error).split("\n", 1).join("") };
    const place = error.location === undefined ? document.path : formatLocation(error.location);
    return { kind: "refused", code: error.code, place, message: error.message };
  }
}

/** What generates one document of a corpus for the first time. */
export function inputOf(root: string, { path, files }: CorpusDocument, name: string): ProviderInput {
  const listed = files.map(
    (file) => `  ${JSON.stringify(file)}: ${JSON.stringify(`https://corpus.example/${encodeURI(file)}`)}\n`,
  );
  const source = `name: ${name}\npackage: "@corpus/${name}"\ntitle: Corpus\nclient: Corpus\ndocument: whole\nentry: ${JSON.stringify(path)}\nfiles:\n${listed.join("")}`;
  return {
    name,
    source: { path: `${root}/source.yaml`, text: source },
    overlay: undefined,
    documents: files.map((file) => ({ path: `${root}/${file}`, text: readFileSync(join(root, file), "utf8") })),
    contract: undefined,
    manifest: { path: "package.json", text: JSON.stringify({ name: `@corpus/${name}`, version: "1.0.0" }) },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
