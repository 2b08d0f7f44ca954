import { stringify } from "yaml";
import type { Identity } from "./identity.js";
import type { Published } from "./published.js";
import { schemaLine } from "./schema-line.js";

const HEAD = `# The API and the addresses of its documents. The files are as published, byte for byte.
`;

const BY_HAND = `# A local file. Replace \`{ local: true }\` by its address, and \`vendor\` keeps it up to date.
`;

/** The text of source.yaml. `hosts` are the allowed hosts, in addition to those of the documents. */
export function sourceFile(identity: Identity, published: Published, hosts: readonly string[]): string {
  const { document, entry, files } = published;
  const { name, package: packageName, title, output } = identity;
  const place = output === undefined ? { package: packageName } : { output };
  const identityText = stringify({ name, ...place, title, document });
  const rest = {
    ...(entry === undefined ? {} : { entry }),
    files: listed(published),
    ...(hosts.length === 0 ? {} : { hosts: [...hosts] }),
  };
  const note = files.some(({ url }) => url === undefined) ? BY_HAND : "";
  return schemaLine("source") + HEAD + identityText + note + stringify(rest, { lineWidth: 0 });
}

/** The files of a document, as source.yaml lists them. */
export function listed({ files }: Published): object {
  return Object.fromEntries(
    files.map(({ file, as, url }) => [file, url ?? { local: true, ...(as === undefined ? {} : { as }) }]),
  );
}
