import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import type { Bench, Report } from "../report.js";
import type { Bundle } from "../workshop.js";
import type { Table } from "../table.js";
import { fixed, whole } from "../table.js";
import type { Entry } from "./entries.js";
import { APPS, CLIENTS, WAITERS } from "./entries.js";
import type { Group } from "./groups.js";
import { groupInputs } from "./groups.js";

/** Bytes of one bundle. */
export interface Size {
  readonly name: string;
  readonly minified: number;
  readonly gzipped: number;
}

export interface SizeFigures {
  readonly clients: readonly Size[];
  readonly waiters: readonly Size[];
  /** With the gzipped bytes that they are to take at most. */
  readonly apps: readonly (Size & { readonly limit: number })[];
  /** What the minified bytes of our own are, by the name of the bundle. */
  readonly parts: Readonly<Record<string, readonly Group[]>>;
}

/** Bytes that a browser loads: esbuild, minified, gzip level 9. Nothing varies, so `rounds` are of no use. */
export async function size({ workshop, progress }: Bench): Promise<Report> {
  const bundles = new Map<Entry, Bundle>();
  for (const entry of [...CLIENTS, ...WAITERS, ...APPS]) {
    progress(`Bundling ${entry.name}`);
    bundles.set(entry, await workshop.minify(entry.code, entry.ours ? import.meta.dirname : workshop.folder));
  }
  const sizes = (entries: readonly Entry[]): Size[] =>
    entries.map((entry) => ({ name: entry.name, ...weigh(bundles.get(entry)?.text ?? "") }));
  const taken = [...bundles].filter(([entry]) => entry === CLIENTS[0] || entry === WAITERS[0]);
  const parts = Object.fromEntries(taken.map(([{ name }, { inputs }]) => [name, groupInputs(inputs)]));
  const apps = sizes(APPS).map((one, index) => ({ ...one, limit: APPS[index]?.limit ?? NaN }));
  const figures: SizeFigures = { clients: sizes(CLIENTS), waiters: sizes(WAITERS), apps, parts };
  return { figures, tables: sizeTables(figures) };
}

export function weigh(text: string): Omit<Size, "name"> {
  return { minified: Buffer.byteLength(text), gzipped: gzipSync(text, { level: 9 }).length };
}

export function sizeTables({ clients, waiters, apps, parts }: SizeFigures): readonly Table[] {
  const columns = ["", "minified B", "gzipped B", "over ours"];
  const rows = (sizes: readonly Size[]): string[][] =>
    sizes.map(({ name, minified, gzipped }) => [
      name,
      whole(minified),
      whole(gzipped),
      `${fixed(gzipped / (sizes[0]?.gzipped ?? NaN), 2)} ×`,
    ]);
  return [
    { title: "A client, as one call on a job needs it", columns, rows: rows(clients) },
    { title: "Waiting and paging, without a client", columns, rows: rows(waiters) },
    {
      title: "What an app takes of Roe's client",
      columns: ["", "minified B", "gzipped B", "at most"],
      rows: apps.map(({ name, minified, gzipped, limit }) => [name, whole(minified), whole(gzipped), whole(limit)]),
    },
    ...Object.entries(parts).map(([name, groups]) => partsTable(name, groups)),
  ];
}

function partsTable(name: string, groups: readonly Group[]): Table {
  const total = groups.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    title: `What it is made of: ${name}`,
    columns: ["", "minified B", "share"],
    rows: groups.map(({ name: group, bytes }) => [group, whole(bytes), `${fixed((100 * bytes) / total, 1)} %`]),
  };
}
