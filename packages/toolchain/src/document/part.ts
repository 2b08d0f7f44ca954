import { ToolchainError } from "../errors.js";
import { formatPointer, isObject, type Json } from "../json.js";
import type { Fragment } from "./fragment.js";
import { type Role, roleOf } from "../openapi/role.js";
import { formatValue } from "../openapi/format-value.js";

/** A piece of a fragment that is merged whole: an operation, a component, a tag, a root field. */
export interface Part {
  readonly fragment: Fragment;
  /** Names it in the merged document, as keys from the root; a tag is named `tags`, then its own name. */
  readonly path: readonly string[];
  /** Where it stands in its fragment. */
  readonly pointer: string;
  readonly value: Json;
  readonly role: Role;
}

/** Maps whose members come from any page, and how many levels of maps they are. */
const LEVELS = new Map([
  ["paths", 2],
  ["webhooks", 2],
  ["components", 2],
  ["definitions", 1],
  ["parameters", 1],
  ["responses", 1],
  ["securityDefinitions", 1],
]);

/** The parts of a fragment in its own order; a map comes before its members, as an empty part. */
export function partsOf(fragment: Fragment): Part[] {
  return Object.entries(fragment.value).flatMap(([key, value]) => {
    if (key === "tags" && Array.isArray(value)) return tagsOf(fragment, value);
    return split(fragment, [key], value, LEVELS.get(key) ?? 0);
  });
}

/** Whether a part stands for a map whose members are parts of their own. */
export function isMapPart({ path: [first = "", ...rest] }: Part): boolean {
  return first !== "tags" && !rest.some((key) => key.startsWith("x-")) && rest.length < (LEVELS.get(first) ?? 0);
}

function split(fragment: Fragment, path: readonly string[], value: Json, levels: number): Part[] {
  const pointer = formatPointer(path);
  if (levels === 0 || path.at(-1)?.startsWith("x-") === true) {
    return [{ fragment, path, pointer, value, role: roleOfPart(path, value) }];
  }
  if (!isObject(value)) {
    throw new ToolchainError(
      "document/not-openapi",
      `Expected ${pointer} to be a mapping, found ${formatValue(value)}`,
      {
        location: fragment.locate(pointer),
      },
    );
  }
  const map: Part = { fragment, path, pointer, value: {}, role: "names" };
  return [map, ...Object.entries(value).flatMap(([key, item]) => split(fragment, [...path, key], item, levels - 1))];
}

function tagsOf(fragment: Fragment, tags: readonly Json[]): Part[] {
  return tags.map((value, index) => {
    const pointer = formatPointer(["tags", index]);
    if (isObject(value) && typeof value["name"] === "string") {
      return { fragment, path: ["tags", value["name"]], pointer, value, role: "object" };
    }
    throw new ToolchainError("document/not-openapi", "Expected a tag with a name", {
      location: fragment.locate(pointer),
    });
  });
}

function roleOfPart(path: readonly string[], value: Json): Role {
  const [root = "", kind = ""] = path;
  if (root === "components") return kind === "examples" ? "documentation" : "object";
  if (path.length === 2) return "object";
  return roleOf("object", path.at(-1) ?? "", value);
}
