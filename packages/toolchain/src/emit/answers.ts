import type { Operation, Response } from "../contract/contract.js";
import { successes } from "../contract/successes.js";
import { isAnyType, streamKind } from "../openapi/media-type.js";

/** What a call gives that does not ask for a stream: every success, where no field of the request asks for one. */
export function answers(operation: Operation): readonly Response[] {
  return operation.stream === undefined ? successes(operation) : withTypes(operation, (type) => !isStream(type));
}

/** The operation of a call that asks for a stream by a field of its request. */
export function streamedOperation({ stream: _choice, ...operation }: Operation): Operation {
  return { ...operation, responses: withTypes(operation, isStream) };
}

/** Successes with some of their media types; those without content stay as they are. */
function withTypes(operation: Operation, isKept: (mediaType: string) => boolean): readonly Response[] {
  return successes(operation).flatMap((response) => {
    const mediaTypes = response.mediaTypes.filter(isKept);
    return mediaTypes.length === 0 && response.mediaTypes.length > 0 ? [] : [{ ...response, mediaTypes }];
  });
}

/** Whether an answer with this media type is text, although the media type does not say so. */
export function isUntypedText({ textOfAnyType }: Response, mediaType: string): boolean {
  return textOfAnyType === true && isAnyType(mediaType);
}

function isStream(mediaType: string): boolean {
  return streamKind(mediaType) !== undefined;
}
