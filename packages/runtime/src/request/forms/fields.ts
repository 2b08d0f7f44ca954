import { ParameterError } from "../../errors/parameter-error.js";

/**
 * The properties of a form in order, without null and undefined. Throws ParameterError if the value is not an object.
 */
export function formFields(value: unknown): [name: string, property: unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ParameterError("body", "is a form and must be an object");
  }
  return Object.entries(value).filter(([, property]) => property !== undefined && property !== null);
}

/** The items of a list, or a single value as a list, without null and undefined. */
export function listItems(property: unknown): unknown[] {
  const items: unknown[] = Array.isArray(property) ? property : [property];
  return items.filter((item) => item !== undefined && item !== null);
}
