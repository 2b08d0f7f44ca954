/** JSON pointers into the body of a page. */
export interface PageFields {
  /** The items; `""` is a top-level array. */
  readonly items: string;
  /**
   * The next cursor, offset or URL; in page style, a value that is null at the end. A name without `/` is that of a
   * header.
   */
  readonly next?: string;
  /** The number of items in the whole collection. */
  readonly total?: string;
  /** False on the last page. */
  readonly hasMore?: string;
  /** The number of pages of the whole collection. */
  readonly pages?: string;
  /** The number of this page, if the server sends it. The next page is counted from it. */
  readonly page?: string;
  /** JSON pointer into an item. The next cursor is this value of the last item. */
  readonly itemCursor?: string;
}

/** A collection whose pages are requested by a parameter. */
export interface ParameterPagination {
  readonly style: "page" | "offset" | "cursor";
  /** Query or header parameters by wire name, or JSON pointers into the body if they start with `/`. */
  readonly request: {
    readonly page?: string;
    readonly offset?: string;
    readonly cursor?: string;
    readonly size?: string;
    /** The number of the first page (1), or the offset of the first item (0). */
    readonly first?: number;
  };
  readonly response: PageFields;
}

/** A collection whose pages link to the next one by a URL in the body (`response.next`) or in the `Link` header. */
export interface LinkPagination {
  readonly style: "next-url" | "link-header";
  readonly request: {
    readonly size?: string;
    /** How a link is requested (GET). With another method than GET, the body of the first request is sent too. */
    readonly method?: string;
    /** Query parameters of the first request, by wire name, that each request needs. A link that has one keeps its own. */
    readonly carry?: readonly string[];
  };
  readonly response: PageFields;
}

/**
 * What generated code states about the pagination of an operation: plain data, in the terms of `x-specloom-pagination`.
 */
export type PaginationSpec = ParameterPagination | LinkPagination;

export type PaginationStyle = PaginationSpec["style"];
