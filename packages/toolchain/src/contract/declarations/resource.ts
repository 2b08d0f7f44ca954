import { findClosest } from "../../closest.js";
import { failure } from "../../openapi/located.js";
import { type Read, textField } from "./fields.js";

/** A resource of some operation's name, such as `agents.jobs` of `agents.jobs.list`. */
export function resourceNamed(resources: ReadonlySet<string>): Read<string> {
  return (at, document) => {
    const name = textField(at, document);
    if (resources.has(name)) return name;
    const closest = findClosest(name, [...resources]);
    const message = `There is no resource '${name}'; there are ${[...resources].slice(0, 12).join(", ") || "none"}.`;
    throw failure(document, at.pointer, "contract/declaration", message, closest && `Write '${closest}' instead.`);
  };
}
