import { appendTo } from "../../append-to.js";
import { ToolchainError } from "../../errors.js";
import { valueAt } from "../../json.js";
import { absoluteUri, nearestResource, type SchemaResource, resourcesIn } from "../../openapi/resources.js";
import type { LocatedData } from "../data.js";
import { uriPath } from "../file-name.js";

/** A text of a document that several files make up. */
export interface DocumentFile extends LocatedData {
  readonly path: string;
  /** The path by which the other files refer to it; missing where it is its own. */
  readonly known?: string;
  /** Where it was published; references may name it so. */
  readonly url: string | undefined;
}

/** A place in one of the files. */
export interface FilePlace {
  readonly file: DocumentFile;
  readonly pointer: string;
}

/** A text that is the same for the same places alone. */
export function placeKey({ file, pointer }: FilePlace): string {
  return `${file.path}#${pointer}`;
}

interface FileResource extends Pick<SchemaResource, "pointer" | "anchors"> {
  readonly file: DocumentFile;
}

/** The files of one document, and what references between them name. Nothing else is looked up, on disk or elsewhere. */
export class FileSet {
  readonly #files: readonly DocumentFile[];
  readonly #resources: ReadonlyMap<DocumentFile, ReadonlyMap<string, SchemaResource>>;
  readonly #byUri = new Map<string, FileResource>();
  readonly #dynamic = new Map<string, FilePlace[]>();

  constructor(files: readonly DocumentFile[]) {
    this.#files = files;
    this.#resources = new Map(files.map((file) => [file, resourcesIn(file.value, retrievalUris(file))]));
    for (const [file, resources] of this.#resources)
      for (const { pointer, anchors, dynamicAnchors, uris } of resources.values()) {
        for (const uri of uris.map(comparable))
          if (!this.#byUri.has(uri)) this.#byUri.set(uri, { file, pointer, anchors });
        for (const [name, at] of dynamicAnchors) appendTo(this.#dynamic, name, { file, pointer: at });
      }
  }

  /**
   * What a reference names (RFC 3986, section 4.4; RFC 6901, section 6; JSON Schema 2020-12, section 8.2); undefined
   * where it names nothing in its file.
   * @throws ToolchainError `document/reference` where its file is none of these
   */
  resolve(reference: string, from: FilePlace): FilePlace | undefined {
    const [uri, fragment] = split(reference);
    const byName = this.#byName(reference, from);
    if (byName !== undefined) return byName;
    const named = uri === "" ? this.#around(from) : [this.#named(uri, from) ?? this.#refuse(reference, from)];
    // Authors often mean the whole document from inside a schema with an `$id`, so what is around is tried too.
    for (const { file, pointer, anchors } of named)
      for (const text of new Set([decoded(fragment), fragment])) {
        const found = text === "" || text.startsWith("/") ? pointer + text : anchors.get(text);
        if (found !== undefined && valueAt(file.value, found) !== undefined) return { file, pointer: found };
      }
    return undefined;
  }

  /**
   * What a dynamic or recursive reference may name: every schema that has its anchor, since whoever refers to the schema
   * decides between them (JSON Schema 2020-12, section 8.2.3.2).
   */
  resolveDynamic(reference: string, from: FilePlace): FilePlace[] {
    const place = this.resolve(reference, from);
    if (place === undefined) return [];
    const named = this.#dynamic.get(decoded(split(reference)[1])) ?? [];
    const isOneOf = named.some(({ file, pointer }) => file === place.file && pointer === place.pointer);
    return isOneOf ? named : [place];
  }

  /** Whether the file of a reference is among those here; a mapping's value may also be a name, whatever it looks like. */
  has(reference: string, from: FilePlace): boolean {
    const [uri] = split(reference);
    return uri === "" || this.#named(uri, from) !== undefined || this.#byName(reference, from) !== undefined;
  }

  /** Whether references from a place count from the whole of its file. */
  isPlain({ file, pointer }: FilePlace): boolean {
    return nearestResource(this.#resources.get(file) ?? new Map<string, SchemaResource>(), pointer)?.pointer === "";
  }

  #named(uri: string, from: FilePlace): FileResource | undefined {
    for (const { uris } of this.#around(from))
      for (const base of uris) {
        const found = this.#byUri.get(comparable(absoluteUri(uri, base) ?? ""));
        if (found !== undefined) return found;
      }
    return undefined;
  }

  /** The schema of a bare name, as Swagger 1.2 refers to it: one of the same file, where no file has that name. */
  #byName(reference: string, from: FilePlace): FilePlace | undefined {
    if (!/^[\w-]+$/u.test(reference) || this.#named(reference, from) !== undefined) return undefined;
    const places = ["/definitions", "/components/schemas"].map((section) => `${section}/${reference}`);
    const pointer = places.find((place) => valueAt(from.file.value, place) !== undefined);
    return pointer === undefined ? undefined : { file: from.file, pointer };
  }

  /** The resources around a place, the innermost first. */
  #around({ file, pointer }: FilePlace): (SchemaResource & FileResource)[] {
    const found: (SchemaResource & FileResource)[] = [];
    let resource = nearestResource(this.#resources.get(file) ?? new Map<string, SchemaResource>(), pointer);
    for (; resource !== undefined; resource = resource.outer) found.push({ ...resource, file });
    return found;
  }

  #refuse(reference: string, { file, pointer }: FilePlace): never {
    const paths = this.#files.map(({ path }) => path);
    const listed = paths.slice(0, 10).join(", ") + (paths.length > 10 ? ` and ${paths.length - 10} more` : "");
    const message = `The reference '${reference}' leaves the document, whose files are ${listed}.`;
    throw new ToolchainError("document/reference", message, { location: file.locate(pointer) });
  }
}

/** A file's path as a URI, so that references resolve against it, and where it was published. */
function retrievalUris({ path, known = path, url }: DocumentFile): string[] {
  const own = [...new Set([known, path])].map((name) => `document://files/${uriPath(name)}`);
  return url === undefined ? own : [...own, url];
}

/** Two spellings of one URI are alike once they are decoded (RFC 3986, section 6.2.2.2). */
function comparable(uri: string): string {
  return decoded(uri);
}

function split(reference: string): [uri: string, fragment: string] {
  const hash = reference.indexOf("#");
  return hash === -1 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

/** Text that a URI encodes; as it is where it is not well encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
