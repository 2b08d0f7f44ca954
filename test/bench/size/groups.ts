/** Bytes of a bundle by what they are for. */
export interface Group {
  readonly name: string;
  /** Minified; gzip compresses the bundle as a whole. */
  readonly bytes: number;
  /** The same by file. */
  readonly files: Readonly<Record<string, number>>;
}

/** The first that matches a path. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/\/node_modules\/openapi-fetch\//u, "openapi-fetch"],
  [/packages\/runtime\/src\/jobs\//u, "runtime: waiting for jobs"],
  [/packages\/runtime\/src\/pagination\//u, "runtime: paging"],
  [/packages\/runtime\/src\/errors\//u, "runtime: errors"],
  [/packages\/runtime\/src\/(?:request|json)\//u, "runtime: parameters and bodies"],
  [/packages\/runtime\/src\/(?:settings\/|client\.|index\.)/u, "runtime: client and settings"],
  [/packages\/runtime\/src\/time\//u, "runtime: time and signals"],
  [/packages\/runtime\/src\//u, "runtime: requests and responses"],
  [/packages\/[^/]+\/custom\//u, "hand-written methods"],
  [/packages\/[^/]+\/src\//u, "generated"],
];

/** The bytes of a bundle's inputs, most first. */
export function groupInputs(inputs: Readonly<Record<string, number>>): readonly Group[] {
  const groups = new Map<string, (readonly [string, number])[]>();
  for (const input of Object.entries(inputs).toSorted(([, one], [, other]) => other - one)) {
    const name = GROUPS.find(([pattern]) => pattern.test(input[0]))?.[1] ?? "other";
    groups.set(name, [...(groups.get(name) ?? []), input]);
  }
  return [...groups]
    .map(([name, files]) => ({
      name,
      bytes: files.reduce((sum, [, bytes]) => sum + bytes, 0),
      files: Object.fromEntries(files),
    }))
    .filter(({ bytes }) => bytes > 0)
    .toSorted((one, other) => other.bytes - one.bytes);
}
