import { readSource } from "../../document/read-source.js";
import type { SourceDocument, SourceText } from "../../openapi/document.js";
import { providerCommand } from "../../repository/package-manager.js";
import { manifestFor, outputTargetOf } from "../../repository/project/output-target.js";
import { type Generated, generate } from "../../generate.js";
import { inspect } from "../../inspect.js";
import { ownMember } from "../../json.js";
import { lockDownload } from "../../lock.js";
import type { ProviderInput } from "../../provider.js";
import { typesThread } from "../threads/types-thread.js";
import { type Identity, packageFor, titleFor } from "./identity.js";
import { namesPublisher, notice } from "./notice.js";
import { environmentFor, overlayFile } from "./overlay-file.js";
import { type ExistingPackages, packageFiles } from "./package-files.js";
import type { Published } from "./published.js";
import { actionsOf } from "./repairs.js";
import { sourceFile, withKeptAddresses } from "./source-file.js";

/** The choices of the person who adds an API. */
export interface AdditionOptions {
  readonly name: string;
  readonly package: string | undefined;
  readonly title: string | undefined;
  /** Folder of the client, relative to the repository; undefined for a package of its own. */
  readonly output: string | undefined;
  /** Allowed hosts, in addition to those of the documents. */
  readonly hosts: readonly string[];
  /** Repairs that the document needs before generation. */
  readonly overlay: SourceText | undefined;
}

/** A new API with all its files in memory. */
export interface Addition {
  readonly identity: Identity;
  readonly published: Published;
  readonly document: SourceDocument;
  /** Every file to write, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly generated: Generated;
}

/** Reads the document alone first; its content decides the text of the other files. */
export async function buildAddition(
  options: AdditionOptions,
  published: Published,
  existing: ExistingPackages,
  root: string,
): Promise<Addition> {
  const { name, hosts, overlay, output } = options;
  const packageName = output === undefined ? packageFor(name, options.package, existing.packages) : name;
  const named = (title: string): Identity => ({ name, package: packageName, title, output });
  const input = (identity: Identity): ProviderInput => ({ ...providerInput(identity, published, hosts), overlay });
  const { document, contract, notes } = inspect(input(named(options.title ?? name)));
  const info = document.value["info"] ?? null;
  const identity = named(titleFor(name, options.title, ownMember(info, "title")));
  const declared = { ...contract, title: identity.title, environment: environmentFor(identity, contract) };
  const people = new Map([
    [
      `specs/${name}/overlay.yaml`,
      overlayFile(identity, { contract: declared, notes, document }, { repairs: overlay && actionsOf(overlay) }),
    ],
    // A document of one's own has no other publisher.
    ...(published.files.some(({ url }) => url !== undefined) || namesPublisher(info)
      ? [[`specs/${name}/NOTICE`, notice(identity, published, info)] as const]
      : []),
  ]);
  const first = input(identity);
  const source = readSource(first.source);
  const target = outputTargetOf(root, source);
  const text = (path: string): SourceText => ({ path, text: people.get(path) ?? "" });
  if (target === undefined)
    for (const [file, content] of await packageFiles(identity, declared, existing))
      people.set(`packages/${name}/${file}`, content);
  const place: Partial<ProviderInput> =
    target === undefined
      ? {
          manifest: text(`packages/${name}/package.json`),
          readme: text(`packages/${name}/README.md`),
          command: providerCommand(root, name),
        }
      : { manifest: manifestFor(source), target };
  const complete: ProviderInput = { ...first, overlay: text(`specs/${name}/overlay.yaml`), ...place };
  const generated = await generate(complete, typesThread());
  const inputs = [complete.source, ...complete.documents].map((file) => [file.path, file.text] as const);
  return { identity, published, document, generated, files: new Map([...inputs, ...people, ...generated.files]) };
}

/** The provider with its document alone. */
function providerInput(identity: Identity, published: Published, hosts: readonly string[]): ProviderInput {
  const { name } = identity;
  const documents = published.files.map(({ file, text }) => ({ path: `specs/${name}/${file}`, text }));
  const downloads = withKeptAddresses(published).files.map(
    ({ file, text, url = null, mediaType = null, etag = null }) => {
      return [file, lockDownload({ path: file, text }, { url, mediaType, etag })] as const;
    },
  );
  return {
    name,
    source: { path: `specs/${name}/source.yaml`, text: sourceFile(identity, published, hosts) },
    overlay: undefined,
    documents,
    contract: undefined,
    manifest: undefined,
    custom: [],
    readme: undefined,
    lock: { documents: Object.fromEntries(downloads) },
  };
}
