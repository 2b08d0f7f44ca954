/** A group of pages in the sidebar. */
export interface Section {
  readonly title: string;
  /** Paths of its pages without `.md`. */
  readonly pages: readonly string[];
}

/** The pages of the site, in the order of reading. */
export const navigation: readonly Section[] = [
  { title: "Begin", pages: ["start"] },
  {
    title: "Use a client",
    pages: [
      "guide/pages",
      "guide/jobs",
      "guide/errors",
      "guide/streams-and-files",
      "guide/functions",
      "guide/raw",
      "guide/testing",
    ],
  },
  {
    title: "Make a client",
    pages: [
      "toolchain/documents",
      "toolchain/overlays",
      "toolchain/declarations",
      "toolchain/custom-methods",
      "toolchain/drift",
      "toolchain/ci",
    ],
  },
  {
    title: "Coming from",
    pages: [
      "from/openapi-fetch",
      "from/openapi-typescript",
      "from/hey-api",
      "from/orval",
      "from/stainless",
      "from/speakeasy",
    ],
  },
  { title: "Judge", pages: ["comparison", "benchmarks", "limits"] },
  {
    title: "Reference",
    pages: [
      "reference/roe",
      "reference/julep",
      "reference/crosmos",
      "reference/runtime",
      "reference/exports",
      "reference/semantics",
      "reference/bullmq",
      "reference/bullmq-recipes",
      "reference/bullmq-guarantees",
      "reference/command-line",
      "reference/declarations",
      "reference/rules",
      "reference/error-classes",
      "reference/error-codes",
    ],
  },
];

/** The first heading of a page. */
export function titleOf(text: string): string | undefined {
  return /^# (?<title>.+)$/mu.exec(text)?.groups?.["title"]?.replaceAll("`", "");
}
