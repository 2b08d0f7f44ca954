const LINKS = /[\s,]*<([^>]*)>((?:\s*;\s*[^\s=;,]*\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"?|[^;,]*))?)*)/gy;
const PARAMETERS = /;\s*([^\s=;,]*)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;,]*)))?/g;

/** One link of a `Link` header. Parameter names are in lower case; of duplicates, the first counts. */
export interface Link {
  readonly target: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parses a `Link` header as in RFC 8288, appendix B.2. Malformed text ends the list; nothing throws. */
export function parseLinkHeader(field: string): Link[] {
  return Array.from(field.matchAll(LINKS), ([, target = "", list = ""]) => {
    const parameters = new Map<string, string>();
    for (const [, name = "", quoted, token = ""] of list.matchAll(PARAMETERS)) {
      const key = name.toLowerCase();
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, "$1") ?? token.trim());
    }
    return { target, parameters };
  });
}

/**
 * The target of the first link with the relation type `next` (RFC 8288, section 3.3: a list, case-insensitive). A link
 * with an anchor describes another resource (section 3.2) and is ignored.
 */
export function nextLink(field: string): string | undefined {
  return parseLinkHeader(field).find(
    ({ parameters }) => !parameters.has("anchor") && /(^|\s)next(\s|$)/i.test(parameters.get("rel") ?? ""),
  )?.target;
}
