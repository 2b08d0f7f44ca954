import { cell } from "./markdown.js";
import type { ReadFile } from "./read-file.js";

/** Figures of one suite of `pnpm bench`, as `pnpm figures` saved them in `packages/site/figures`. */
export interface SavedFigures<F> {
  /** When and where. */
  readonly measured: string;
  readonly figures: F;
}

interface Bar {
  readonly name: string;
  readonly value: number;
}

interface Chart {
  readonly suite: string;
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

interface Sizes {
  readonly clients: readonly { readonly name: string; readonly gzipped: number }[];
  readonly waiters: readonly { readonly name: string; readonly gzipped: number }[];
}

type TypesOfCompilers = Readonly<
  Record<string, Readonly<Record<string, readonly { readonly name: string; readonly instantiations: number }[]>>>
>;

type Generating = readonly {
  readonly title: string;
  readonly contenders: Readonly<Record<string, { readonly cold?: { readonly cpuRatio: number } } | null>>;
}[];

/** Takes the bars of a chart from saved figures. */
type ChartSource = (read: ReadFile) => Chart;

const charts: Readonly<Record<string, ChartSource>> = {
  "size-clients": (read) => ({
    suite: "size",
    title: "A client, as one call on a job needs it",
    unit: "bytes",
    bars: saved<Sizes>("size", read).figures.clients.map(({ name, gzipped }) => ({ name, value: gzipped })),
  }),
  "size-waiters": (read) => ({
    suite: "size",
    title: "Waiting and paging, without a client",
    unit: "bytes",
    bars: saved<Sizes>("size", read).figures.waiters.map(({ name, gzipped }) => ({ name, value: gzipped })),
  }),
  types: (read) => {
    const [compiler = "", programs = {}] = Object.entries(saved<TypesOfCompilers>("types", read).figures)[0] ?? [];
    const bars = programs["50"] ?? [];
    return {
      suite: "types",
      title: `Type instantiations of 50 calls of GitHub's API, ${compiler}`,
      unit: "instantiations",
      bars: bars.map(({ name, instantiations }) => ({ name, value: instantiations })),
    };
  },
  generate: (read) => generating(read),
};

/** An empty program, among the contenders. */
const NODE = "Node itself";

/** The largest document, which comes last. */
function generating(read: ReadFile): Chart {
  const subject = saved<Generating>("generate", read).figures.at(-1);
  const bars = Object.entries(subject?.contenders ?? {}).flatMap(([name, tasks]): Bar[] => {
    const ratio = tasks?.cold?.cpuRatio;
    // What starting Node takes is in the figures of all.
    return ratio === undefined || name === NODE ? [] : [{ name, value: ratio }];
  });
  return {
    suite: "generate",
    title: `Processor time to generate: ${subject?.title ?? ""}`,
    unit: "multiples of openapi-typescript's own command",
    bars,
  };
}

function saved<F>(suite: string, read: ReadFile): SavedFigures<F> {
  const figures: SavedFigures<F> = JSON.parse(read(`packages/site/figures/${suite}.json`));
  return figures;
}

/** Names of our own contenders in the benchmarks. */
const OURS = /specloom|^Roe\b|^poll \+|^paginate$/u;

/** A chart by its name: a table whose last column draws the number as a bar. */
export function chart(name: string, read: ReadFile): string {
  const source = charts[name];
  if (source === undefined) throw new Error(`no chart is called ${name}`);
  const { suite, title, unit, bars } = source(read);
  if (bars.length === 0) throw new Error(`the saved figures have nothing for the chart ${name}`);
  const most = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ name: label, value }) => {
    const width = Math.max(0.5, (100 * value) / most).toFixed(1);
    const drawn = `<span class="bar" style="width:${width}%"></span>`;
    return `<tr${OURS.test(label) ? ' class="ours"' : ""}><th scope="row">${cell(label)}</th><td>${shown(value)}</td><td>${drawn}</td></tr>`;
  });
  return [
    `<table class="chart">`,
    `<caption>${cell(title)}, in ${cell(unit)}</caption>`,
    `<thead><tr><th scope="col">What</th><th scope="col">Figure</th><th scope="col">Of the largest</th></tr></thead>`,
    `<tbody>`,
    ...rows,
    `</tbody>`,
    `</table>`,
    "",
    `<small>Measured on ${cell(saved<unknown>(suite, read).measured)} by <code>pnpm bench ${suite}</code>.</small>`,
  ].join("\n");
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}
