import { previewWords } from "./preview-words.js";
import { bareAction, django, withoutPlumbing } from "./styles/frameworks.js";
import { authorsGroup, laravelAction, railsAction, remoteCall, typeAndMethod } from "./styles/group.js";
import { type IdReading, type IdStyle, type NamingSource, emptyReading } from "./styles/reading.js";
import { literalRoute, routeOfCollection, routeOfItem, spelledRoute, springDataRest } from "./styles/route.js";
import { sentence } from "./styles/sentence.js";
import { splitWords } from "./words.js";
import { beforeFirstOf } from "../../trim.js";

/** The styles in order; the first that matches reads the id. */
const styles: readonly IdStyle[] = [
  laravelAction,
  remoteCall,
  literalRoute,
  springDataRest,
  spelledRoute,
  routeOfCollection,
  routeOfItem,
  authorsGroup,
  railsAction,
  typeAndMethod,
  django,
  bareAction,
  sentence,
];

/** Reads an operationId in its style; an empty reading where there is none. */
export function readId(source: NamingSource): IdReading {
  if (source.operationId === undefined) return remoteCall("", source) ?? emptyReading;
  const id = withoutPreview(withoutTwinMarks(withoutPlumbing(source.operationId, source)), source.path);
  for (const style of styles) {
    const reading = style(id, source);
    if (reading !== undefined) return reading;
  }
  return emptyReading;
}

/**
 * Whether a tool added a number to an id to make it unique. Such a number changes when operations are added or removed
 * (springdoc numbers them in the order of discovery), so no name may contain it.
 */
export function isNumbered(id: string): boolean {
  return NUMBER.test(id);
}

/** The number at the end of an id. The `2` of NSwag's `Items_Get2` counts only after an HTTP method. */
const NUMBER = /(?:_|(_(?:get|post|put|patch|delete)(?:all)?)|\[)\d+\]?$/iu;

/**
 * Whether a tool made an id of a hash, as L5-Swagger does, or drew it, as Azure's API Management does, so that it has no
 * words: it says nothing.
 */
export function isMachineMade(id: string): boolean {
  return /^([\da-f]{24}|[\da-f]{32,}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/iu.test(id);
}

/**
 * An id without the suffixes of tools: springdoc's `list_1`, springfox's `listUsingGET_1`, Nest's `find[0]`, Microsoft
 * Graph's `GetCount-1b2c`.
 */
function withoutTwinMarks(id: string): string {
  const end = id.slice(-5);
  const isHashed = /^-[\da-f]{4}$/u.test(end) && /\d/u.test(end) && /[a-f]/u.test(end);
  const plain = isNumbered(id) ? id.replace(NUMBER, "$1") : isHashed ? id.slice(0, -end.length) : id;
  return plain.replace(/(?<=\w)Using(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/, "");
}

/** `messages_post` of `beta_messages_post`: the preview is told by the place of its name, where that is needed. */
function withoutPreview(id: string, path: string): string {
  const segments = splitWords(beforeFirstOf(path, "?#"));
  const [word] = splitWords(id);
  const isPreview = previewWords.some((preview) => preview.word === word) && !segments.includes(word ?? "");
  return isPreview ? id.replace(/^[^\p{L}]*\p{L}\p{Ll}*[^\p{L}\p{N}]*/u, "") : id;
}
