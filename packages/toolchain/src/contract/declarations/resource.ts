import { findClosest } from "../../closest.js";
import { failure } from "../located.js";
import { type Read, text } from "./fields.js";

/** A resource that some operation's name lies below, such as `agents.jobs` of `agents.jobs.list`. */
export function resourceNamed(resources: ReadonlySet<string>): Read<string> {
  return (at, document) => {
    const name = text(at, document);
    if (resources.has(name)) return name;
    const closest = findClosest(name, [...resources]);
    const message = `There is no resource '${name}'; there are ${[...resources].slice(0, 12).join(", ") || "none"}.`;
    throw failure(document, at.pointer, "contract/declaration", message, closest && `Write '${closest}' instead.`);
  };
}
