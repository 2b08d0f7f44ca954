import { django, withoutFastApiRoute } from "./styles/frameworks.js";
import { authorsGroup, railsAction, typeAndMethod } from "./styles/group.js";
import { type IdReading, type IdStyle, type NamingSource, nothingSaid } from "./styles/reading.js";
import { literalRoute, spelledRoute, springDataRest } from "./styles/route.js";
import { sentence } from "./styles/sentence.js";

/** In order: the first that knows an id reads it. */
const styles: readonly IdStyle[] = [
  literalRoute,
  springDataRest,
  authorsGroup,
  railsAction,
  spelledRoute,
  typeAndMethod,
  django,
  sentence,
];

/** Reads an operationId in the style that it is written in; nothing where there is none. */
export function readId(source: NamingSource): IdReading {
  if (source.operationId === undefined) return nothingSaid;
  const id = withoutTwinMarks(withoutFastApiRoute(source.operationId, source));
  for (const style of styles) {
    const reading = style(id, source);
    if (reading !== undefined) return reading;
  }
  return nothingSaid;
}

/**
 * Whether a tool has put a number behind an id, to tell it from others like it. Such a number changes as operations
 * come and go (springdoc gives them in the order of discovery), so no name may hold it.
 */
export function isNumbered(id: string): boolean {
  return /(_\d+|\[\d+\])$/.test(id);
}

/** An id without what tools put behind it: springdoc's `list_1`, springfox's `listUsingGET_1`, Nest's `find[0]`. */
function withoutTwinMarks(id: string): string {
  const plain = isNumbered(id) ? id.replace(/(_\d+|\[\d+\])$/, "") : id;
  return plain.replace(/(?<=\w)Using(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/, "");
}
