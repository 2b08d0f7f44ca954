import { findClosest } from "../../closest.js";
import { ToolchainError } from "../../errors.js";
import { formatPointer, isObject, parsePointer, valueAt } from "../../json.js";
import type { LocatedData } from "../data.js";
import { objectsIn } from "../../openapi/walk.js";

/** A text of a document that several files make up. */
export interface DocumentFile extends LocatedData {
  readonly path: string;
  /** Where it was published; references may name it so. */
  readonly url: string | undefined;
}

/** A place in one of the files. */
export interface FilePlace {
  readonly volume: DocumentFile;
  readonly pointer: string;
}

/** The files of one document, and what references between them name. Nothing else is looked up, on disk or elsewhere. */
export class FileSet {
  readonly #volumes: readonly DocumentFile[];
  readonly #anchors = new Map<DocumentFile, ReadonlyMap<string, string>>();

  constructor(volumes: readonly DocumentFile[]) {
    this.#volumes = volumes;
  }

  /**
   * What a reference names (RFC 3986, section 4.4, and RFC 6901, section 6; `$anchor` and `$id` of JSON Schema 2020-12,
   * section 8.2).
   * @param scope pointer of the nearest schema around with an `$id` of its own; its pointers count from there
   * @throws ToolchainError `document/reference` where it names nothing among the files
   */
  resolve(reference: string, from: FilePlace, scope: string | undefined): FilePlace {
    const [uri, fragment] = split(reference);
    const [volume, base] = uri === "" ? [from.volume, scope ?? ""] : this.#named(uri, reference, from);
    const text = decoded(fragment) ?? this.#refuse(from, `'${reference}' is not a well-formed URI reference.`);
    if (text !== "" && !text.startsWith("/")) {
      const pointer = this.#anchorsOf(volume).get(`#${text}`);
      return pointer === undefined ? this.#refuse(from, missing(reference, volume)) : { volume, pointer };
    }
    // Authors often mean the whole document from inside a schema with an `$id`, so that is tried too.
    const pointer = [base + text, text].find((candidate) => valueAt(volume.value, candidate) !== undefined);
    return pointer === undefined
      ? this.#refuse(from, missing(reference, volume), near(volume, text))
      : { volume, pointer };
  }

  /** Whether the file of a reference is among those here; a mapping's value may also be a name, whatever it looks like. */
  has(reference: string, from: FilePlace): boolean {
    const [uri] = split(reference);
    return uri === "" || this.#find(uri, from) !== undefined;
  }

  #named(uri: string, reference: string, from: FilePlace): readonly [DocumentFile, string] {
    const found = this.#find(uri, from);
    if (found !== undefined) return found;
    const listed = this.#volumes.map((candidate) => candidate.path).join(", ");
    return this.#refuse(from, `The reference '${reference}' leaves the document, whose files are ${listed}.`);
  }

  #find(uri: string, from: FilePlace): readonly [DocumentFile, string] | undefined {
    const path = joined(from.volume.path, uri);
    const url =
      from.volume.url !== undefined && URL.canParse(uri, from.volume.url) ? new URL(uri, from.volume.url).href : uri;
    const volume = this.#volumes.find(
      (candidate) => candidate.path === path || candidate.url === url || candidate.url === uri,
    );
    if (volume !== undefined) return [volume, ""];
    for (const candidate of this.#volumes) {
      const pointer = this.#anchorsOf(candidate).get(uri);
      if (pointer !== undefined) return [candidate, pointer];
    }
    return undefined;
  }

  /** Pointers by `#anchor` and by `$id`. */
  #anchorsOf(volume: DocumentFile): ReadonlyMap<string, string> {
    const known = this.#anchors.get(volume);
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    const kind =
      isObject(volume.value) && ("openapi" in volume.value || "components" in volume.value) ? "document" : "schema";
    for (const met of objectsIn(volume.value, kind)) {
      const { $anchor: anchor, $id: id } = met.object;
      if (typeof anchor === "string") found.set(`#${anchor}`, met.pointer);
      if (typeof id === "string") found.set(id.replace(/#$/, ""), met.pointer);
    }
    this.#anchors.set(volume, found);
    return found;
  }

  #refuse({ volume, pointer }: FilePlace, message: string, hint?: string): never {
    const location = volume.locate(pointer);
    throw new ToolchainError("document/reference", message, hint === undefined ? { location } : { location, hint });
  }
}

function missing(reference: string, volume: DocumentFile): string {
  return `The reference '${reference}' names nothing in ${volume.path}.`;
}

/** A hint at the name that was probably meant. */
function near(volume: DocumentFile, pointer: string): string | undefined {
  const tokens = parsePointer(pointer);
  const parent = valueAt(volume.value, formatPointer(tokens.slice(0, -1)));
  const closest = isObject(parent) ? findClosest(tokens.at(-1) ?? "", Object.keys(parent)) : undefined;
  return closest === undefined ? undefined : `Did it mean '${closest}'?`;
}

function split(reference: string): [uri: string, fragment: string] {
  const hash = reference.indexOf("#");
  return hash === -1 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The path of a relative reference from a file, `.` and `..` removed. */
function joined(from: string, relative: string): string | undefined {
  const path = decoded(relative);
  if (path === undefined || /^(?:[a-z][a-z\d+.-]*:|\/)/iu.test(path)) return undefined;
  const steps = from.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
