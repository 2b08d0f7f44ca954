import type { ErrorContent } from "./api-error.js";
import { ApiError } from "./api-error.js";
import type { ResponseInfo } from "./response-error.js";
import { brand } from "./specloom-error.js";

/** 400. */
export class BadRequestError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "BadRequestError");
  }
}

/** 401: the credential is missing or not accepted. */
export class AuthenticationError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "AuthenticationError");
  }
}

/** 403. */
export class PermissionDeniedError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "PermissionDeniedError");
  }
}

/** 404. */
export class NotFoundError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "NotFoundError");
  }
}

/** 409. */
export class ConflictError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "ConflictError");
  }
}

/** 422: the request is well-formed but invalid. */
export class UnprocessableEntityError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "UnprocessableEntityError");
  }
}

/** 429: too many requests. `retryAfterMs` is the delay that the server asks for, if any. */
export class RateLimitError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "RateLimitError");
  }
}

/** 5xx. */
export class ServerError<B = unknown> extends ApiError<B> {
  static {
    brand(this, "ServerError");
  }
}

const BY_STATUS: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Whether a status is 5xx. Some servers send statuses from 600 to 999, which HTTP does not define. */
export function isServerError(status: number): boolean {
  return status >= 500 && status < 600;
}

/** The error for an error status: its subclass if there is one. */
export function apiError(info: ResponseInfo, content: ErrorContent): ApiError {
  const Type = BY_STATUS[info.status] ?? (isServerError(info.status) ? ServerError : ApiError);
  return new Type(info, content);
}
