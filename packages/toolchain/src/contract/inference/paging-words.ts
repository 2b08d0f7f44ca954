import { parsePointer } from "../../json.js";
import { createMemory } from "../../memory.js";
import { splitWords } from "../names/words.js";

/** What a word speaks of, in a request or in an answer. */
export type PagingSign = RequestSign | AnswerSign | HeaderSign;

export type RequestSign = "page" | "offset" | "size" | "cursor";

export type AnswerSign =
  | "items"
  | "nextUrl"
  | "nextCursor"
  | "previous"
  | "lastId"
  | "total"
  | "pages"
  | "pageNumber"
  | "hasMore"
  | "wrapper"
  | "container"
  | "companion";

export type HeaderSign = "nextCursorHeader" | "nextNumberHeader" | "linkHeader";

/** Words of one kind of API: lower case, without separators, the most telling first. */
interface Words {
  readonly words: string;
  /** Where they were seen. */
  readonly seen: string;
  /** Parameters with these names take the id of an item, and the answer has the items after it. */
  readonly takeId?: true;
}

/** Names as APIs give them, without case and separators: `pageSize`, `page_size` and `page[size]` are one. */
export const pagingWords: Readonly<Record<PagingSign, readonly Words[]>> = {
  page: [
    {
      words: "page pagenumber",
      seen: "server frameworks (Django REST, Rails, Laravel, Spring); JSON:API `page[number]`",
    },
    { words: "pagenum pageno pageindex currentpage", seen: "ASP.NET services; shop and billing APIs" },
    { words: "current", seen: "admin consoles of MyBatis-Plus and Ant Design, beside `pageSize`" },
  ],
  offset: [
    { words: "offset pageoffset", seen: "Django REST; FastAPI services; JSON:API `page[offset]`" },
    { words: "skip", seen: "OData `$skip`; FastAPI and MongoDB services" },
    { words: "startindex startat start", seen: "SCIM directories; issue trackers; search APIs" },
    { words: "firstresult", seen: "process engines and persistence layers" },
    { words: "from", seen: "search engines; always beside a size and a total" },
  ],
  size: [
    { words: "limit pagesize perpage size", seen: "most frameworks; Spring `size`; JSON:API `page[size]`" },
    { words: "pagelimit maxresults maxitems maxpagesize count", seen: "cloud APIs; directories; message APIs" },
    { words: "take first top", seen: "NestJS and Prisma services; Relay; OData `$top`" },
    { words: "hitsperpage", seen: "hosted search engines" },
  ],
  cursor: [
    {
      words: "cursor pagecursor nextcursor startcursor",
      seen: "message, payment, note and social APIs; JSON:API `page[cursor]`",
    },
    { words: "pagetoken nexttoken nextpagetoken paginationtoken token", seen: "Google's and Amazon's APIs" },
    { words: "continuationtoken continuation continue", seen: "Azure's data plane; Kubernetes" },
    {
      words: "after pageafter startingafter afterid startafter",
      seen: "Relay; payment and model APIs; JSON:API `page[after]`",
      takeId: true,
    },
    {
      words: "marker startingtoken scrollid exclusivestartkey",
      seen: "object stores; search engines; key-value stores",
    },
    { words: "bookmark searchafter aftercursor", seen: "CouchDB and image boards; search engines; help desks" },
    { words: "pagestate pagingstate pagekey paginationkey lastkey", seen: "wide-column stores; blockchain APIs" },
    { words: "resumptiontoken", seen: "OAI-PMH: libraries and archives" },
    { words: "page offset start", seen: "a position that is text: calendars, spreadsheets, boards" },
  ],
  items: [
    { words: "results items data records entries", seen: "most APIs" },
    { words: "values value rows objects list", seen: "issue trackers; OData; data warehouses" },
    { words: "content elements hits edges nodes resources members", seen: "Spring; HAL; search engines; Relay; SCIM" },
    { words: "contents", seen: "object stores" },
  ],
  nextUrl: [
    { words: "next nexturl nextlink nextpageurl odatanextlink", seen: "Django REST; JSON:API; Azure; Laravel; OData" },
    {
      words: "nextpage nexthref nexturi nextpageuri nextpagelink nextrecordsurl",
      seen: "telephony, payment, analytics and sales APIs",
    },
  ],
  nextCursor: [
    { words: "nextcursor nextpagetoken nexttoken nextpagecursor", seen: "message APIs; Google's and Amazon's APIs" },
    { words: "endcursor continuationtoken nextmarker nextpage", seen: "Relay; Azure's data plane; object stores" },
    {
      words: "nextcontinuationtoken nextstartingafter scrollid continue",
      seen: "object stores; search engines; Kubernetes",
    },
    { words: "lastevaluatedkey lastkey", seen: "key-value stores" },
    { words: "bookmark nextbookmark searchafter", seen: "CouchDB and image boards; search engines" },
    { words: "pagestate pagingstate pagekey nextkey", seen: "wide-column stores; blockchain APIs" },
    { words: "resumptiontoken", seen: "OAI-PMH: libraries and archives" },
    { words: "nextoffset nextstart nextskip", seen: "services that answer a position" },
    { words: "next nextid cursor", seen: "boards and chats, where the value is no URL" },
  ],
  previous: [
    { words: "previous prev previousurl prevurl previouspage prevpage", seen: "beside a next one, in the APIs above" },
  ],
  lastId: [{ words: "lastid", seen: "model APIs, beside `has_more`" }],
  total: [
    { words: "total totalcount count totalitems", seen: "most APIs; Django REST `count`" },
    { words: "totalresults totalrecords totalelements odatacount", seen: "SCIM; shop APIs; Spring; OData" },
    { words: "totalentries totalrows", seen: "link shorteners; CouchDB" },
    { words: "nbhits totalhits", seen: "hosted search engines" },
  ],
  pages: [
    { words: "totalpages pagecount lastpage pagestotal numpages pages", seen: "Spring; NestJS; Laravel `last_page`" },
    { words: "nbpages", seen: "hosted search engines" },
  ],
  pageNumber: [
    { words: "page pagenumber currentpage number", seen: "server frameworks; Laravel `current_page`; Spring" },
    { words: "pageindex pageno pagenum", seen: "ASP.NET services; shop and billing APIs" },
    { words: "current", seen: "MyBatis-Plus, beside `records` and `pages`" },
  ],
  hasMore: [
    { words: "hasmore hasnext hasnextpage", seen: "payment and model APIs; Relay" },
    { words: "istruncated moreresults hasmoreitems hasmorepages", seen: "object stores; data warehouses" },
    { words: "more hasmoreresults hasmoredata moreavailable", seen: "on-call, identity and sales APIs" },
  ],
  wrapper: [
    { words: "meta metadata pagination paging pageinfo page pages", seen: "JSON:API; Kubernetes; NestJS; Relay; HAL" },
    { words: "links cursor cursors responsemetadata next nextpage", seen: "JSON:API; HAL; message and project APIs" },
    { words: "resultinfo listinfo responseinfo view", seen: "edge networks; help desks; Hydra" },
  ],
  container: [
    { words: "data result response payload body", seen: "answers that are wrapped as a whole" },
    { words: "embedded", seen: "HAL `_embedded`" },
  ],
  companion: [
    {
      words: "included errors warnings messages links",
      seen: "JSON:API; answers that tell what went wrong beside the list",
    },
    { words: "facets aggregations schemas fields columns", seen: "search engines; SCIM; data warehouses" },
    { words: "commonprefixes prefixes", seen: "object stores" },
  ],
  nextCursorHeader: [
    { words: "nextcursor nexttoken nextpagecursor nextpagetoken", seen: "gateways; services that answer bare lists" },
    { words: "continuation continuationtoken", seen: "Azure's data plane" },
  ],
  nextNumberHeader: [{ words: "next nextpage nextoffset", seen: "code hosts; Rails' paging headers" }],
  linkHeader: [{ words: "link", seen: "RFC 8288: code hosts, learning platforms" }],
};

/** The place of a name among the words of a sign, the most telling first; -1 where it is none of them. */
export function rankOf(sign: PagingSign, name: string): number {
  return plainWords[sign].indexOf(plain(name));
}

export function speaksOf(sign: PagingSign, name: string): boolean {
  return rankOf(sign, name) !== -1;
}

/** Whether a cursor of this name takes the id of the last item that came. */
export function takesId(name: string): boolean {
  return pagingWords.cursor.some(({ words, takeId }) => takeId === true && words.split(" ").includes(plain(name)));
}

/**
 * Returns a name in lower case, without separators and without the prefixes `x-`, `x-ms-` and `hydra:`. A pointer into a
 * body gives its last name. In an object called `page`, that word comes first: `/page/size` gives `pagesize`.
 */
export function plain(name: string): string {
  return plainNames(name, plainOf);
}

const plainNames = createMemory<string>();

function plainOf(name: string): string {
  const [leaf = "", holder = ""] = name.startsWith("/") ? parsePointer(name).toReversed() : [name];
  const words = splitWords(leaf.replace(/^(x-(ms-)?|hydra:)/iu, ""));
  return [...(holder === "page" && words[0] !== holder ? [holder] : []), ...words].join("");
}

const split = (words: readonly Words[]): string[] => words.flatMap((row) => row.words.split(" "));
const plainWords: Readonly<Record<PagingSign, readonly string[]>> = {
  page: split(pagingWords.page),
  offset: split(pagingWords.offset),
  size: split(pagingWords.size),
  cursor: split(pagingWords.cursor),
  items: split(pagingWords.items),
  nextUrl: split(pagingWords.nextUrl),
  nextCursor: split(pagingWords.nextCursor),
  previous: split(pagingWords.previous),
  lastId: split(pagingWords.lastId),
  total: split(pagingWords.total),
  pages: split(pagingWords.pages),
  pageNumber: split(pagingWords.pageNumber),
  hasMore: split(pagingWords.hasMore),
  wrapper: split(pagingWords.wrapper),
  container: split(pagingWords.container),
  companion: split(pagingWords.companion),
  nextCursorHeader: split(pagingWords.nextCursorHeader),
  nextNumberHeader: split(pagingWords.nextNumberHeader),
  linkHeader: split(pagingWords.linkHeader),
};
