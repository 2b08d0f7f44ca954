import { templateShape } from "../../openapi/path-template.js";
import type { OperationSource } from "../operations.js";
import { singular, splitWords } from "../names/words.js";

/** Where a job's status stands among the paths. */
export interface StatusPlace {
  /** The path up to the job's id, parameters unnamed: `/teams/{}/jobs/{}`. */
  readonly item: string;
  /** The same without the id: where jobs are posted to. */
  readonly collection: string;
  /** What the jobs are called, in the singular; empty where no word stands before the id. */
  readonly noun: string;
}

/** What tells a job from others: the parameter of its own id, and the others of its path, which say where it is. */
export interface JobKey extends StatusPlace {
  readonly id: string;
  readonly others: readonly string[];
}

/** Undefined where the path does not end in a parameter, or in one and `status` or `state`. */
export function statusPlaceOf({ path }: Pick<OperationSource, "path">): StatusPlace | undefined {
  const shape = plainShape(path);
  const item = shape.replace(/\}\/(status|state)$/u, "}");
  if (!item.endsWith("/{}")) return undefined;
  const collection = item.slice(0, -"/{}".length);
  const last = collection.slice(collection.lastIndexOf("/") + 1);
  return { item, collection, noun: last.includes("{") ? "" : singular(splitWords(last).join("")) };
}

/** A path without the names of its parameters, and without a slash at its end. */
export function plainShape(path: string): string {
  return templateShape(path).replace(/\/$/u, "");
}

/** The word with which a path goes on behind a job's id: `cancel` of `/jobs/{}/cancel` and of `/jobs/{}:cancel`. */
export function wordBelow(path: string, { item }: StatusPlace): string | undefined {
  const shape = plainShape(path);
  const rest = shape.startsWith(item) ? shape.slice(item.length) : "";
  return /^[/:][\w-]+$/u.test(rest) ? splitWords(rest).join("") : undefined;
}
