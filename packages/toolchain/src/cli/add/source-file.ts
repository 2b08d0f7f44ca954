import { stringify } from "yaml";
import type { Identity } from "./identity.js";
import type { Published } from "./published.js";
import { schemaLine } from "./schema-line.js";

const HEAD = `# Who this API is and where its description comes from. The files listed are as published, byte for byte.
`;

const BY_HAND = `# A file that came by hand; give its address in place of \`{ local: true }\` and \`vendor\` keeps it up to date.
`;

/** The text of source.yaml. `hosts` are those that people allowed beside the documents' own. */
export function sourceFile(identity: Identity, published: Published, hosts: readonly string[]): string {
  const { document, entry, files } = published;
  const identityText = stringify({ name: identity.name, package: identity.package, title: identity.title, document });
  const rest = {
    ...(entry === undefined ? {} : { entry }),
    files: Object.fromEntries(files.map(({ file, url }) => [file, url ?? { local: true }])),
    ...(hosts.length === 0 ? {} : { hosts: [...hosts] }),
  };
  const note = files.some(({ url }) => url === undefined) ? BY_HAND : "";
  return schemaLine("source") + HEAD + identityText + note + stringify(rest, { lineWidth: 0 });
}
