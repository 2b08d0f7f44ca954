import { member, textOf } from "../../openapi/located.js";
import type { SchemaField } from "../../openapi/schema-fields.js";
import type { AnswerField } from "./answer-fields.js";
import { plain } from "./paging-words.js";
import { isNumber } from "./text-fields.js";

/**
 * Returns a test for the number of all items. The description can say that a number counts only one page. A field `count`
 * is not used if the answer has another sign of the end, because its meaning is not certain.
 */
export function isTotal(isEndTold: boolean, isOfSale: boolean) {
  return (field: SchemaField, names: readonly string[]): boolean => {
    const text = field.map((schema) => textOf(schema, "description") ?? "").join("\n");
    const saysAll = /\b(total|all|overall|whole|matching|across)\b/iu.test(text);
    const isOfOnePage = /\b(returned|(this|current|each|one|per|the) (page|response|batch))\b/iu.test(text);
    const isVague = isOfOnePage || (isEndTold && plain(names.at(-1) ?? "") === "count");
    return isNumber(field) && !isMoney(field, text, isOfSale) && (saysAll || !isVague);
  };
}

/** Whether an answer tells what something costs, so that its total is a sum of money: `subtotal` or `currency` is beside it. */
export function isSale(fields: readonly AnswerField[]): boolean {
  return fields.some(
    ({ names, isBeside }) =>
      isBeside && /^(subtotal|currency|currencycode|vat|tax|taxes)$/u.test(plain(names.at(-1) ?? "")),
  );
}

/** Whether a number is a sum of money: by its description, or by an example or a step that is no whole number. */
function isMoney(field: SchemaField, text: string, isOfSale: boolean): boolean {
  const isSum = /\b(prices?|costs?|money|currency|cents|taxes|payable|to pay|amounts?(?! of))\b/iu.test(text);
  const isCount = /\b(count|number of|how many)\b/iu.test(text);
  const values = field.flatMap((schema) => ["example", "multipleOf"].map((key) => member(schema, key)?.value));
  return (
    ((isSum || isOfSale) && !isCount) || values.some((value) => typeof value === "number" && !Number.isInteger(value))
  );
}
