// No part of these can match one text in two ways: a server's header takes time that grows with its length alone.
const LINKS =
  /[\s,]*<([^>]*)>\s*((?:;\s*(?:[^\s=;,]+\s*)?(?:=\s*(?:"(?:[^"\\]|\\[^])*(?:"\s*|$)|[^\s";,][^;,]*)?)?)*)/gy;
const PARAMETERS = /;\s*(?:([^\s=;,]+)\s*)?(?:=\s*(?:"((?:[^"\\]|\\[^])*)(?:"|$)|([^\s";,][^;,]*))?)?/g;

/** One link of a `Link` header. Parameter names are in lower case; of duplicates, the first counts. */
export interface Link {
  readonly target: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parses a `Link` header as in RFC 8288, appendix B.2. Malformed text ends the list; nothing throws. */
export function parseLinkHeader(field: string): Link[] {
  return readLinks(field).links;
}

/** The links of a `Link` header, and whether they are all of it. */
function readLinks(field: string): { readonly links: Link[]; readonly isComplete: boolean } {
  let end = 0;
  const links = Array.from(field.matchAll(LINKS), ([text, target = "", list = ""]) => {
    end += text.length;
    const parameters = new Map<string, string>();
    for (const [, name = "", quoted, token = ""] of list.matchAll(PARAMETERS)) {
      const key = name.toLowerCase();
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, "$1") ?? token.trim());
    }
    return { target, parameters };
  });
  return { links, isComplete: /^[\s,]*$/.test(field.slice(end)) };
}

/**
 * The target of the first link with the relation type `next` (RFC 8288, section 3.3: a list, case-insensitive). Some
 * servers write `rel='next'`, whose quotes are a part of the value. A link with an anchor describes another resource
 * (section 3.2) and is ignored. Sentry sends `results="false"` with a link to an empty page; this link is ignored too.
 * If no link is left, the result is null for malformed text, which may hide one, else undefined.
 */
export function nextLink(field: string): string | null | undefined {
  const { links, isComplete } = readLinks(field);
  const next = links.find(
    ({ parameters }) =>
      !parameters.has("anchor") &&
      !/^\W*false\W*$/i.test(parameters.get("results") ?? "") &&
      /(^|[\s'])next([\s']|$)/i.test(parameters.get("rel") ?? ""),
  );
  return next === undefined ? (isComplete ? undefined : null) : next.target;
}
