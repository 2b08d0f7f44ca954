import { compareText } from "../json.js";
import type { Contract } from "./contract.js";

/**
 * The text of `contract.json`: keys in code-unit order, operations by id, jobs by resource and name, two spaces, a newline at
 * the end. Other lists keep their order, which means something.
 */
export function printContract(contract: Contract): string {
  const operations = contract.operations.toSorted((a, b) => compareText(a.id, b.id));
  const jobs = contract.jobs.toSorted(
    (a, b) => compareText(a.resource, b.resource) || compareText(a.name ?? "", b.name ?? ""),
  );
  return `${print({ ...contract, operations, jobs }, "")}\n`;
}

/** `JSON.stringify` would put keys that look like numbers first, whatever the order asked for. */
function print(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item: unknown) => inner + print(item, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .toSorted(([a], [b]) => compareText(a, b))
        .map(([key, member]) => `${inner}${JSON.stringify(key)}: ${print(member, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return items.length === 0 ? open + close : `${open}\n${items.join(",\n")}\n${indent}${close}`;
}
