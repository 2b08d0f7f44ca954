/** JSON pointers into the body of a page. */
export interface PageFields {
  /** The items; `""` is a top-level array. */
  readonly items: string;
  /** The next cursor, offset or URL; in page style, what is null at the end. A name without `/` is that of a header. */
  readonly next?: string;
  /** Number of items in the whole collection. */
  readonly total?: string;
  /** False on the last page. */
  readonly hasMore?: string;
  /** Number of pages of the whole collection. */
  readonly pages?: string;
  /** Number of this page, where the server tells it: the next one is counted from it. */
  readonly page?: string;
  /** JSON pointer into an item: the value that the last item of a page has there is the next cursor. */
  readonly itemCursor?: string;
}

/** A collection whose next page is asked for by a parameter. */
export interface ParameterPagination {
  readonly style: "page" | "offset" | "cursor";
  /** Query or header parameters by wire name, or JSON pointers into the body where they start with `/`. */
  readonly request: {
    readonly page?: string;
    readonly offset?: string;
    readonly cursor?: string;
    readonly size?: string;
    /** Number of the first page, where it is not 1. */
    readonly first?: number;
  };
  readonly response: PageFields;
}

/** A collection whose next page has a URL of its own, in the body (`response.next`) or in the `Link` header. */
export interface LinkPagination {
  readonly style: "next-url" | "link-header";
  readonly request: { readonly size?: string };
  readonly response: PageFields;
}

/** What the generated code tells the pager about one operation. Plain data; the words are `x-specloom-pagination`'s. */
export type PaginationSpec = ParameterPagination | LinkPagination;

export type PaginationStyle = PaginationSpec["style"];
