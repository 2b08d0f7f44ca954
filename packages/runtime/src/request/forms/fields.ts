import { ParameterError } from "../../errors/parameter-error.js";

/** The properties of a form's object in order, null and undefined left out. Throws ParameterError for anything else. */
export function formFields(value: unknown): [name: string, property: unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ParameterError("body", "is a form and takes an object");
  }
  return Object.entries(value).filter(([, property]) => property !== undefined && property !== null);
}

/** The items of a list, or the one value that is none, null and undefined left out. */
export function listItems(property: unknown): unknown[] {
  const items: unknown[] = Array.isArray(property) ? property : [property];
  return items.filter((item) => item !== undefined && item !== null);
}

/** Whether a value is an object that a form has no text for, and so is written as JSON. */
export function isNested(item: unknown): item is object {
  return typeof item === "object" && !(item instanceof Date);
}
