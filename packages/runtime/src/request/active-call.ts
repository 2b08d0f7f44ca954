import { redact, redactHeaders } from "../errors/redact.js";
import type { RequestInfo } from "../errors/request-error.js";
import type { ResponseInfo } from "../errors/response-error.js";
import type { OutgoingRequest, UnsignedRequest } from "./http-request.js";
import type { Operation } from "./operation.js";
import type { RequesterOptions } from "./requester.js";
import type { RequestCredential } from "../settings/credentials.js";
import type { FetchOptions } from "../settings/fetch-options.js";
import type { Fetch } from "../settings/options.js";
import type { Settings } from "../settings/settings.js";

/** One call, from its first attempt to the end of its body: its request, and the state of its attempts. */
export interface ActiveCall {
  readonly settings: Settings;
  /** The operation. That of a raw call has no id and no declarations. */
  readonly operation: Omit<Operation, "id"> & { readonly id?: string };
  readonly options: RequesterOptions;
  readonly request: UnsignedRequest;
  /** Whether it is safe to send twice. */
  readonly repeatable: boolean;
  /** Whether the caller may read the body of the response after the call. */
  readonly mayStream: boolean;
  readonly fetchOptions: FetchOptions | undefined;
  /** A raw call's own fetch, instead of the client's. */
  readonly fetch?: Fetch | undefined;
  /** What a raw call does with redirects, if the client does not follow them. */
  readonly redirect?: RequestInit["redirect"] | undefined;
  /** Requests sent so far. */
  attempts: number;
  /** The credentials of the last attempt; undefined if the client lacks one. Then a hook must add it. */
  credentials: readonly RequestCredential[] | undefined;
  /** The headers of the last attempt, as hooks left them. */
  sent?: OutgoingRequest["headers"];
}

/**
 * The facts of a call for hooks and errors. The path of a raw call contains values, so credentials are removed from it.
 */
export function infoOf(call: ActiveCall): RequestInfo {
  const { id: operation, method, path } = call.operation;
  return { operation, method, path: redact(path, secretsOf(call)), attempts: call.attempts };
}

/** The same with a response. It shows no secret. */
export function responseInfo(call: ActiveCall, { status, headers }: Response): ResponseInfo {
  return { ...infoOf(call), status, headers: redactHeaders(headers, secretsOf(call)) };
}

/** Headers in which callers and hooks send their own credentials. An idempotency key is no credential. */
const SECRET_HEADERS = /^(?!idempotency-key$).*(?:auth|cookie|key|password|secret|session|signature|token)/;

/** A shorter value of such a header is probably a word, not a secret. */
const MIN_LENGTH = 8;

/** The secrets of a call, which no error shows: its credentials, and those in headers of its caller or of a hook. */
export function secretsOf({ credentials = [], sent = {} }: ActiveCall): readonly string[] {
  const given = Object.entries(sent).flatMap(([name, value]) =>
    !SECRET_HEADERS.test(name) || credentials.some((one) => one.value === value)
      ? []
      : name === "cookie"
        ? value.split(/; */).map((pair) => pair.slice(pair.indexOf("=") + 1))
        : value.replace(/^\S+ +/, ""),
  );
  return [...credentials.flatMap(({ secrets }) => secrets), ...given.filter(({ length }) => length >= MIN_LENGTH)];
}
