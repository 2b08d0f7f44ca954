import type { Response } from "./contract.js";

/** The declared successes; `default` stands for them where there are none. */
export function successes<R extends Pick<Response, "status">>({
  responses,
}: {
  readonly responses: readonly R[];
}): readonly R[] {
  const declared = responses.filter(({ status }) => status.startsWith("2"));
  return declared.length > 0 ? declared : responses.filter(({ status }) => status === "default");
}
