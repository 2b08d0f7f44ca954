import { ToolchainError } from "../errors.js";
import { formatLocation } from "../location.js";
import { formatPointer, isObject, valueAt } from "../json.js";
import type { Fragment } from "./fragment.js";
import type { DocumentNote } from "./note.js";
import type { Page } from "./page.js";
import { isMapPart, type Part, partsOf } from "./part.js";
import { firstDifference, structureText } from "./structure.js";
import { upgradeDocument } from "./upgrade.js";

/** Parts of a page that the whole document has too. The others say how the page was cut, not what the API does. */
const COMPARED = new Set(["paths", "components"]);

/**
 * Compares a page with the whole document that its header names.
 *
 * @returns A note for each part that differs in more than its documentation.
 * @throws ToolchainError `document/operation` where the whole document lacks the operation that the page is about
 */
export function agreementNotes(page: Page, whole: Fragment): DocumentNote[] {
  const { method, path } = page.operation;
  const published = upgraded(whole);
  if (!isObject(valueAt(published.value, formatPointer(["paths", path, method])))) {
    const message = `Expected ${method.toUpperCase()} ${path}, which ${page.file} describes, found no such operation in ${whole.file}`;
    throw new ToolchainError("document/operation", message, { location: whole.locate("/paths") });
  }
  const rivals = new Map(partsOf(published).map((part) => [formatPointer(part.path), part]));
  return partsOf(upgraded(page))
    .filter((part) => COMPARED.has(part.path[0] ?? "") && !isMapPart(part))
    .flatMap((part) => differences(part, rivals.get(formatPointer(part.path)), whole));
}

function differences(part: Part, rival: Part | undefined, whole: Fragment): DocumentNote[] {
  const at = formatPointer(part.path);
  const { fragment } = part;
  if (rival === undefined) {
    const message = `The page has ${at}, which ${whole.file} has not: one of them is out of date`;
    return [{ code: "page-differs", message, places: [fragment.locate(part.pointer)] }];
  }
  if (structureText(part.value, part.role) === structureText(rival.value, rival.role)) return [];
  const inner = formatPointer(firstDifference(part.value, rival.value, part.role) ?? []);
  const [here, there] = [fragment.locate(part.pointer + inner), rival.fragment.locate(rival.pointer + inner)];
  const where = inner === "" ? at : `${at}, at its ${inner}`;
  const message = `The page and the whole document disagree on ${where}, ${formatLocation(there)}: one of them is out of date`;
  return [{ code: "page-differs", message, places: [here, there] }];
}

function upgraded(fragment: Fragment): Fragment {
  return { file: fragment.file, ...upgradeDocument(fragment) };
}
