import type { Pagination } from "../contract.js";
import { integerForm, listForm, objectForm, pointerForm, type ValueForm, textForm, wordForm } from "./value-form.js";

const position = textForm("A parameter's name, or a JSON pointer into the body.");

export const requestForm = objectForm(
  {
    page: position,
    offset: position,
    cursor: position,
    size: position,
    first: integerForm("Number of the first page, where it is not 1, or offset of the first item, where it is not 0."),
    method: wordForm(
      "How a link is requested, where the list is read by POST: by GET without the body, or by POST with it.",
      "GET",
      "POST",
    ),
    carry: listForm(
      textForm("A query parameter's name."),
      "Query parameters of the first call that each next link must have; a link keeps its own.",
    ),
  },
  [],
  "The parameters that say which page.",
);

export const responseForm = objectForm(
  {
    items: pointerForm('to the items; "" is a top-level array.'),
    next: pointerForm("to the next cursor or URL, or the name of the response header that has it."),
    total: pointerForm("to the number of all items."),
    hasMore: pointerForm("to a flag that says whether more follow."),
    pages: pointerForm("to the number of pages."),
    page: pointerForm("to the number of this page, as the server tells it."),
    itemCursor: pointerForm("into the last item; its value is the cursor of the next request."),
  },
  ["items"],
  "Where the response has what.",
);

type RequestKey = keyof Pagination["request"];

/** What a style allows under `request`, and what it needs; of keys with `|` between them one is enough. */
export interface PagingStyle {
  readonly request: readonly RequestKey[];
  readonly needs: readonly string[];
}

const onLinks: readonly RequestKey[] = ["page", "offset", "cursor", "size", "method", "carry"];

export const pagingStyles: Readonly<Record<Pagination["style"], PagingStyle>> = {
  page: { request: ["page", "size", "first"], needs: ["request/page"] },
  offset: { request: ["offset", "size", "first"], needs: ["request/offset"] },
  cursor: { request: ["cursor", "size"], needs: ["request/cursor", "response/next|itemCursor"] },
  "next-url": { request: onLinks, needs: ["response/next"] },
  "link-header": { request: onLinks, needs: [] },
};

export const pagingForm = objectForm(
  {
    style: wordForm("What leads to the next page.", ...Object.keys(pagingStyles)),
    request: requestForm,
    response: responseForm,
  },
  ["style", "response"],
);

/** The form of one style. */
function styleForm([style, { request, needs }]: [string, PagingStyle]): ValueForm {
  const needed = (part: string): string[][] =>
    needs.flatMap((need) => (need.startsWith(`${part}/`) ? [need.slice(part.length + 1).split("|")] : []));
  const parameters = Object.fromEntries(request.map((key) => [key, requestForm.properties[key]]));
  const [oneNeeded = []] = needed("response");
  const response =
    oneNeeded.length === 0 ? responseForm : { ...responseForm, anyOf: oneNeeded.map((key) => ({ required: [key] })) };
  return objectForm(
    {
      style: { ...pagingForm.properties.style, enum: [style] },
      request: objectForm(parameters, needed("request").flat(), requestForm.description),
      response,
    },
    needed("request").length === 0 ? ["style", "response"] : ["style", "request", "response"],
  );
}

export const paginationForm: ValueForm = {
  anyOf: [
    { description: "Not paginated, whatever it looks like.", const: false },
    ...Object.entries(pagingStyles).map(styleForm),
  ],
};
