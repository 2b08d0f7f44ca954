import type { Contract } from "./contract/contract.js";
import type { Note } from "./contract/note.js";
import { printContract } from "./contract/print-contract.js";
import { printYaml } from "./document/print.js";
import { bannerLines } from "./emit/banner.js";
import { emit } from "./emit/emit.js";
import { printable, type PrintTypes, printTypesHere } from "./emit/print-types.js";
import type { Defect } from "./document/defects/defect.js";
import { ToolchainError } from "./errors.js";
import { defectKey } from "./defect-key.js";
import { compareText, formatPointer, valueAt } from "./json.js";
import { formatLocation, type Location } from "./location.js";
import type { SourceDocument } from "./openapi/document.js";
import { count } from "./plural.js";
import { type Inspection, inspectRepaired, repair } from "./inspect.js";
import { isContractIntact, lockInput, lockOutput, type ProviderLock } from "./lock.js";
import { unforeseen } from "./stage.js";
import { packageVersion, type ProviderInput } from "./provider.js";
import { contractPath } from "./provider-paths.js";
import { visible } from "./visible.js";

/** The result of one provider's generation. */
export interface Generated {
  readonly contract: Contract;
  /** Texts by path relative to the repository. */
  readonly files: ReadonlyMap<string, string>;
  readonly lock: ProviderLock;
  readonly notes: readonly GenerationNote[];
}

/** A note for people; it stops nothing. */
export interface GenerationNote {
  readonly message: string;
  /** The kind of the note, for notes of the contract. */
  readonly kind?: Note["kind"] | undefined;
  /** The kind of defect. */
  readonly code?: Note["code"] | undefined;
  readonly places: readonly Location[];
  /** YAML of an overlay action that resolves the note, ready to paste below `actions:`. */
  readonly action?: string | undefined;
}

/**
 * The pipeline, from texts to texts. Pure: no file or network access.
 *
 * @param printTypes Prints the document's types; undefined for printing in this thread.
 * @param isStrict Whether a defect is an error; undefined for the setting in source.yaml.
 * @throws {ToolchainError} where a document, an overlay, a declaration or a custom wrapper is not usable.
 */
export async function generate(
  input: ProviderInput,
  printTypes: PrintTypes = printTypesHere,
  isStrict = false,
): Promise<Generated> {
  const repaired = repair(input);
  if (isStrict || repaired.source.strict) refuseDefects(repaired.defects);
  const types = printTypes(printable(repaired.document.value));
  const inspection = inspectRepaired(repaired, input);
  const { source, contract } = inspection;
  const { custom, readme } = input;
  const locked = lockInput(input, source);
  const foreseen = (error: unknown): never => {
    throw unforeseen(error, "the printing of its client", inspection.document.locate(""));
  };
  const texts: [path: string, text: string][] = [
    [`generated/${input.name}/openapi.yaml`, printYaml(repaired.repaired.value, bannerLines(input.name, "#"))],
    [contractPath(input.name), visible(printContract(contract))],
    [`generated/${input.name}/.gitattributes`, "* text eol=lf linguist-generated\n"],
  ];
  // Last, because it waits for the types.
  const emitted = await emit(contract, { version: packageVersion(input), custom, readme }, types).catch(foreseen);
  for (const [path, text] of emitted.files) texts.push([`packages/${input.name}/${path}`, escaped(path, text)]);
  const files = new Map(texts);
  const notes = [
    ...editedContract(input),
    ...notesOf(inspection),
    ...hiddenSchemas(inspection.document, emitted.hidden),
  ];
  const defects = [...new Set(notes.flatMap((note) => defectKey(note) ?? []))].toSorted(compareText);
  const lock = { ...locked, ...lockOutput(input.name, files), ...(defects.length === 0 ? {} : { defects }) };
  return { contract, files, lock, notes };
}

/** Code and comments in which nothing is hidden. A README has parts that people write. */
function escaped(path: string, text: string): string {
  return path.endsWith(".ts") ? visible(text) : text;
}

/** @throws {ToolchainError} `document/defects`, which lists all of them. */
function refuseDefects(defects: readonly Defect[]): void {
  const [first, ...others] = defects;
  if (first === undefined) return;
  const lines = [first, ...others].map(({ location, message }) => `\n    ${formatLocation(location)} ${message}`);
  const message = `Expected a document without defects, found ${count(defects.length, "defect")}:${lines.join("")}`;
  throw new ToolchainError("document/defects", message, { location: first.location });
}

/**
 * The notes of all stages, in order. An action that changes nothing is reported, because the provider has made its
 * repair.
 */
function notesOf({ published, actions, notes }: Inspection): GenerationNote[] {
  const obsolete = actions.filter(({ changed }) => !changed);
  return [
    ...published.notes.map(({ message, places }) => ({ message, places })),
    ...obsolete.map(({ action, target, location }) => ({
      message: `Overlay action ${action} (${target}) is no longer needed: remove it.`,
      places: [location],
    })),
    ...notes.map(({ kind, code, message, location, action }) => ({ kind, code, message, places: [location], action })),
  ];
}

/** Users look for a schema by its name, but the package exports something else with this name. */
function hiddenSchemas(document: SourceDocument, names: readonly string[]): GenerationNote[] {
  const described = names.filter((name) => valueAt(document.value, schemaPointer(name)) !== undefined);
  const [first, ...others] = described;
  if (first === undefined) return [];
  const list = [first, ...others].map((name) => `'${name}'`).join(", ");
  const message = `The package exports something else with the name of ${count(described.length, "schema")}, ${list}: use components["schemas"]["${first}"].`;
  return [{ kind: "hidden", message, places: described.map((name) => document.locate(schemaPointer(name))) }];
}

function schemaPointer(name: string): string {
  return formatPointer(["components", "schemas", name]);
}

/** Names in `contract.json` are kept, so an edit of one renames the method permanently. */
function editedContract(input: ProviderInput): GenerationNote[] {
  if (isContractIntact(input)) return [];
  const message =
    "Edited since the last generation; its names are now in use. Restore it from version control if the edit was a mistake.";
  return [{ kind: "hidden", message, places: [{ file: contractPath(input.name) }] }];
}
