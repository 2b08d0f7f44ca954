/** A last word of a path whose POST reads: the filter is too long for a query, so it is sent as a body. */
export interface ReadingWord {
  readonly word: string;
  /** Where paths end in it. */
  readonly seen: string;
}

/** A POST on such a path is named by the word: `jobs.statuses`, not `jobs.statuses.create`. */
export const readingWords: readonly ReadingWord[] = [
  { word: "aggregate", seen: "analytics APIs: POST /events/aggregate" },
  { word: "count", seen: "search engines and databases: POST /docs/count" },
  { word: "estimate", seen: "payment and blockchain APIs: POST /fees/estimate" },
  { word: "filter", seen: "CRM and ticket APIs: POST /tickets/filter" },
  { word: "lookup", seen: "identity APIs: POST /accounts/lookup" },
  { word: "query", seen: "databases and vector stores: POST /vectors/query" },
  { word: "results", seen: "batch APIs: POST /jobs/results with a list of ids" },
  { word: "search", seen: "CRM, search and vector APIs: POST /contacts/search" },
  { word: "statuses", seen: "batch APIs: POST /jobs/statuses with a list of ids" },
];
