import { stringify } from "yaml";
import type { Identity } from "./identity.js";
import type { Published } from "./published.js";
import { schemaLine } from "./schema-line.js";
import { holdsCredential } from "./typed-document.js";

const HEAD = `# The API and the addresses of its documents. The files are as published, byte for byte.
`;

const BY_HAND = `# A local file. Replace \`{ local: true }\` by its address, and \`vendor\` keeps it up to date.
`;

const SECRET = `# The address holds a credential, so it is not kept here. Where a header can carry the credential, replace
# \`{ local: true }\` by the address without it, and name its environment variable under \`credentials\`.
`;

/**
 * Returns the documents with the addresses that files under version control may contain. If one address has a
 * credential, all addresses are removed, because the files of a document refer to each other either by address or by
 * path.
 */
export function withKeptAddresses(published: Published): Published {
  if (!published.files.some(({ url = "" }) => holdsCredential(url))) return published;
  return { ...published, files: published.files.map((file) => ({ ...file, url: undefined, etag: undefined })) };
}

/** The text of source.yaml. `hosts` are the allowed hosts, in addition to those of the documents. */
export function sourceFile(identity: Identity, published: Published, hosts: readonly string[]): string {
  const kept = withKeptAddresses(published);
  const { document, entry, files } = kept;
  const { name, package: packageName, title, output } = identity;
  const place = output === undefined ? { package: packageName } : { output };
  const identityText = stringify({ name, ...place, title, document });
  const rest = {
    ...(entry === undefined ? {} : { entry }),
    files: listed(kept),
    ...(hosts.length === 0 ? {} : { hosts: [...hosts] }),
  };
  const note = kept !== published ? SECRET : files.some(({ url }) => url === undefined) ? BY_HAND : "";
  return schemaLine("source") + HEAD + identityText + note + stringify(rest, { lineWidth: 0 });
}

/** The files of a document, as source.yaml lists them. */
export function listed({ files }: Published): object {
  return Object.fromEntries(
    files.map(({ file, as, url }) => [file, url ?? { local: true, ...(as === undefined ? {} : { as }) }]),
  );
}
