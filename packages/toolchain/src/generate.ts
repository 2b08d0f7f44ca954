import type { Contract } from "./contract/contract.js";
import type { Note } from "./contract/note.js";
import { keptModels } from "./contract/names/lock.js";
import type { ModelNames } from "./contract/names/models.js";
import { printContract } from "./contract/print-contract.js";
import { printYaml } from "./document/print.js";
import { bannerLines, providerBanner } from "./emit/banner.js";
import { emit } from "./emit/emit.js";
import { place } from "./emit/target/place.js";
import { shapesOf } from "./emit/shapes.js";
import { printable, type PrintTypes, printTypesHere } from "./emit/print-types.js";
import type { Defect } from "./document/defects/defect.js";
import { omitUndefined } from "./contract/omit-undefined.js";
import { ToolchainError } from "./errors.js";
import { defectKey } from "./defect-key.js";
import { compareText, formatPointer, valueAt } from "./json.js";
import { formatLocation, type Location } from "./location.js";
import type { SourceDocument } from "./openapi/document.js";
import { count } from "./plural.js";
import { type Inspection, inspectRepaired, repair, type Repaired } from "./inspect.js";
import { isContractIntact, lockInput, lockOutput, type ProviderLock } from "./lock.js";
import { failIn } from "./stage.js";
import { hidesFunctions, packageVersion, type ProviderInput } from "./provider.js";
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
  /**
   * YAML of an overlay action that resolves the note, ready to paste below `actions:`. Only the first defects of each
   * kind have one.
   */
  readonly action?: string | undefined;
}

/** The number of defects of each kind that have an action and are printed with it. */
export const DEFECTS_WITH_ACTION = 3;

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
  return generateRepaired(repair(input), input, printTypes, isStrict);
}

/** The pipeline from a repaired document on; `repaired.source` may have other names than the text of `input.source`. */
export async function generateRepaired(
  repaired: Repaired,
  input: ProviderInput,
  printTypes: PrintTypes = printTypesHere,
  isStrict = false,
): Promise<Generated> {
  if (isStrict || repaired.source.strict) refuseDefects(repaired.defects);
  const types = printTypes(printable(repaired.document.value), keptModels(input.contract), true);
  const inspection = inspectRepaired(repaired, input);
  const { source, contract } = inspection;
  const { name, custom, readme, target } = input;
  const banner = target?.banner ?? providerBanner(name, input.command);
  const locked = lockInput(input, source);
  const fail = failIn("the printing of its client", () => inspection.document.locate(""));
  const texts: [path: string, text: string][] = [[contractPath(name, target), visible(printContract(contract))]];
  if (target?.isAlone !== true)
    texts.unshift(
      [`generated/${name}/openapi.yaml`, printYaml(repaired.repaired.value, bannerLines(banner, "#"))],
      [`generated/${name}/.gitattributes`, "* text eol=lf linguist-generated\n"],
    );
  // Last, because it waits for the types.
  const around = { banner, version: packageVersion(input), custom, readme };
  const shapes = shapesOf(inspection);
  const emitted = await emit(contract, around, types, shapes).catch(fail);
  const code = new Map([...emitted.files].map(([path, text]) => [path, escaped(path, text)]));
  if (target === undefined) for (const [path, text] of code) texts.push([`packages/${name}/${path}`, text]);
  else texts.push(...(await place(code, target)));
  const files = new Map(texts);
  const notes = [
    ...editedContract(input),
    ...notesOf(inspection),
    ...hiddenModels(inspection.document, emitted.hidden),
    ...hiddenFunctions(input),
  ];
  const defects = [...new Set(notes.flatMap((note) => defectKey(note) ?? []))].toSorted(compareText);
  const lock = {
    ...locked,
    ...lockOutput(name, files),
    ...(target === undefined ? {} : { code: target.folder }),
    ...(defects.length === 0 ? {} : { defects }),
  };
  return { contract, files, lock, notes };
}

/** Code and comments in which nothing is hidden. A README has parts that people write. */
function escaped(path: string, text: string): string {
  return path.endsWith(".ts") ? visible(text) : text;
}

/** @throws {ToolchainError} `document/defects`, which lists all of them. */
export function refuseDefects(defects: readonly Defect[]): void {
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
    ...withFewActions(notes).map(({ location, ...note }) => ({ ...note, places: [location] })),
  ];
}

/** Removes the actions from all defects except the first of each kind. `lint` prints all actions. */
function withFewActions(notes: readonly Note[]): Omit<Note, "operation">[] {
  const seen = new Map<Note["code"], number>();
  return notes.map((note) => {
    const { kind, code, message, location } = note;
    const before = kind === "defect" ? (seen.get(code) ?? 0) : 0;
    seen.set(code, before + 1);
    const action = before < DEFECTS_WITH_ACTION ? note.action : undefined;
    return omitUndefined({ kind, code, message, location, action });
  });
}

/** Users look for a schema by its name, but the package exports something else with this name. */
function hiddenModels(document: SourceDocument, hidden: ModelNames): GenerationNote[] {
  const described = [...hidden].filter(([schema]) => valueAt(document.value, schemaPointer(schema)) !== undefined);
  const [first] = described;
  if (first === undefined) return [];
  const list = described.map(([schema]) => `'${schema}'`).join(", ");
  const message = `The package exports something else with the name of ${count(described.length, "schema")}, ${list}: use models.${first[1]}.`;
  return [{ kind: "hidden", message, places: described.map(([schema]) => document.locate(schemaPointer(schema))) }];
}

/** A note if the manifest does not export the functions, which users import by the path of their resource. */
function hiddenFunctions(input: ProviderInput): GenerationNote[] {
  if (input.target !== undefined || input.manifest === undefined || !hidesFunctions(input)) return [];
  const message =
    'The package lists its `exports` without "./*", so that no function can be imported by the path of its resource: add "./*": "./src/functions/*.ts", and what it is where the package is published.';
  return [{ kind: "hidden", message, places: [{ file: input.manifest.path, pointer: "/exports" }] }];
}

function schemaPointer(name: string): string {
  return formatPointer(["components", "schemas", name]);
}

/** Names in `contract.json` are kept, so an edit of one renames the method permanently. */
function editedContract(input: ProviderInput): GenerationNote[] {
  if (isContractIntact(input)) return [];
  const message =
    "Edited since the last generation; its names are now in use. Restore it from version control if the edit was a mistake.";
  return [{ kind: "hidden", message, places: [{ file: contractPath(input.name, input.target) }] }];
}
