import { splitWords } from "../names/words.js";

/** Names as providers give them, without case and separators: `pageSize`, `page_size` and `page-size` are one. */
export const pageNames = list("page pagenumber pagenum pageno pageindex");
export const offsetNames = list("offset skip startindex");
export const sizeNames = list("limit pagesize perpage pagelimit maxresults maxitems take size first top");
export const cursorNames = list(
  "cursor pagetoken nexttoken nextpagetoken continuationtoken continuation marker nextcursor after startingafter page",
);
export const itemsNames = list("results items data records entries values value rows objects list");
export const nextUrlNames = list("next nexturl nextlink nextpage nextpageurl nexthref odatanextlink");
export const nextCursorNames = list(
  "next nextcursor nexttoken nextpagetoken nextpage continuationtoken nextmarker endcursor cursor",
);
export const totalNames = list("count total totalcount totalitems totalresults totalrecords");
export const hasMoreNames = list("hasmore hasnext hasnextpage");
/** Objects beside the items that hold the facts of the page. */
export const wrapperNames = list("pagination paging pageinfo meta metadata links cursor cursors");

export function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(plain(name));
}

export function plain(name: string): string {
  return splitWords(name).join("");
}

function list(words: string): readonly string[] {
  return words.split(" ");
}
