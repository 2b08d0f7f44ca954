import { isDocumentation } from "../../openapi/role.js";
import { jsonText } from "../json-text.js";
import { keyword, type View } from "./view.js";
import { tell, type SchemaContext } from "./walk.js";

/** A comment is for the authors of the document. */
function isTold(keywordName: string): boolean {
  return isDocumentation(keywordName) && keywordName !== "$comment";
}

/** Compares documentation, which has no effect on the wire. */
export function compareTexts(context: SchemaContext, before: View, after: View): void {
  const names = [before, after].flatMap(({ parts }) => parts.flatMap(({ value }) => Object.keys(value ?? {})));
  for (const name of new Set(names.filter(isTold))) {
    const [was, is] = [keyword(before, name), keyword(after, name)];
    const longer = was.length < is.length ? is : was;
    const index = longer.findIndex((_, at) => jsonText(was[at]?.value) !== jsonText(is[at]?.value));
    if (index < 0) continue;
    // A missing text is located where it would be.
    const missing = ({ pointer }: View): { readonly pointer: string } => ({ pointer: `${pointer}/${name}` });
    tell(context, "description-changed", was[index] ?? missing(before), is[index] ?? missing(after));
  }
}
