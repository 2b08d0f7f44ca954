import { expect, test } from "vitest";
import { readCustom } from "../../../packages/toolchain/src/emit/weave/read-custom.js";
import { compareWrappers } from "../../../packages/toolchain/src/drift/facts/wrappers.js";

const path = "packages/shop/custom/orders.ts";
const type = "export interface Twice { readonly first: string }";
const wrapper = "export function twice(this: Pick<Orders, 'get'>, id: string): Twice { return this.get(id); }";

function told(before: readonly string[], after: readonly string[]): string[] {
  const modulesOf = (texts: readonly string[]) =>
    readCustom(texts.map((text, index) => ({ path: path.replace(".ts", `${index}.ts`), text })));
  return compareWrappers(modulesOf(before), modulesOf(after)).map(({ kind, where }) => `${kind} ${where}`);
}

const removed = "wrapper-removed method `Orders.twice`";
const changed = "wrapper-changed method `Orders.twice`";
const overloads =
  "export function twice(this: Pick<Orders, 'get'>, id: string): Twice;\n" +
  "export function twice(this: Pick<Orders, 'get'>, id: number): Twice;\n" +
  "export function twice(this: Pick<Orders, 'get'>, id: string | number): Twice { return this.get(id); }";

test.each<[what: string, before: readonly string[], after: readonly string[], want: readonly string[]]>([
  ["a method goes", [`${type}\n${wrapper}`], [type], [removed]],
  ["a method goes with its file", [type, wrapper], [type], [removed]],
  ["a method comes", [type], [type, wrapper], [removed.replace("removed", "added")]],
  ["it moves to another file", [type, wrapper], [`${type}\n${wrapper}`], []],
  ["another body", [wrapper], [wrapper.replace("return", "void 0; return")], []],
  [
    "another comment and layout",
    [wrapper],
    [`/** Twice. */\n${wrapper.replace("id: string", "/* which */ id:  string")}`],
    [],
  ],
  ["another parameter", [wrapper], [wrapper.replace("id: string", "id: number")], [changed]],
  ["another answer", [wrapper], [wrapper.replace("): Twice", "): Promise<Twice>")], [changed]],
  ["another signature besides", [wrapper], [overloads], [changed]],
  [
    "another resource",
    [wrapper],
    [wrapper.replace("Orders", "Carts")],
    [removed, "wrapper-added method `Carts.twice`"],
  ],
  ["a type goes", [type], [""], ["wrapper-removed type `Twice`"]],
  ["a type changes", [type], [type.replace("string", "number")], ["wrapper-changed type `Twice`"]],
  ["a type's comment", [type], [type.replace("readonly", "/** The first. */ readonly")], []],
  ["what is not exported", [type], [`${type}\ninterface Other { a: string }`], []],
])("21 a hand-written part: %s", (_what, before, after, want) => {
  expect(told(before, after)).toEqual(want);
});
