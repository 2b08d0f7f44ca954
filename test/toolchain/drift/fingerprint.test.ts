import { describe, expect, test } from "vitest";
import { applyAcceptances } from "../../../packages/toolchain/src/drift/accepted.js";
import { compared, today } from "./pair.js";

const order = (schema: object, more: object = {}, paths: object = {}): object => {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };
  const operation = { operationId: "orders_create", requestBody: { content }, responses: { 200: { description: "" } } };
  return { paths: { ...paths, "/orders": { post: operation } }, components: { schemas: { ...more, Order: schema } } };
};

const state = (values: readonly string[]): object => ({ type: "object", properties: { state: { enum: values } } });

/** The fingerprint of the one finding of a rule. */
function fingerprint(rule: string, before: object, after: object): string | undefined {
  const found = compared("document", before, after).filter((finding) => finding.rule === rule);
  expect(found).toHaveLength(1);
  return found[0]?.fingerprint;
}

const rule = "request-enum-value-removed";
const first = fingerprint(rule, order(state(["a", "b"])), order(state(["a"])));

describe("a finding's fingerprint", () => {
  const other = { Before: { type: "string" } };
  const list = { get: { operationId: "x", responses: { 200: { description: "" } } } };
  const same: [title: string, before: object, after: object][] = [
    ["however often it is computed", order(state(["a", "b"])), order(state(["a"]))],
    ["wherever in the file it stands", order(state(["a", "b"]), other), order(state(["a"]), other)],
    ["whatever else changes", order(state(["a", "b"])), order(state(["a"]), other, { "/more": list })],
    ["whatever the order of the list", order(state(["b", "a"])), order(state(["a"]))],
  ];
  test.each(same)("is the same %s", (_title, before, after) => {
    expect(first).toMatch(/^[0-9a-f]{12}$/u);
    expect(fingerprint(rule, before, after)).toBe(first);
  });

  test("is another where the change is another", () => {
    const found = [
      fingerprint(rule, order(state(["a", "c"])), order(state(["a"]))),
      fingerprint("request-enum-value-added", order(state(["a"])), order(state(["a", "b"]))),
      first,
    ];
    expect(new Set(found).size).toBe(found.length);
  });

  test("is another for each variant of a union", () => {
    const variants = (...names: readonly string[]): object =>
      order({ oneOf: names.map((name) => ({ type: "object", properties: { kind: { const: name } } })) });
    const added = (...names: readonly string[]): (string | undefined)[] =>
      compared("document", variants("a", "b"), variants("a", "b", ...names)).map((finding) => finding.fingerprint);
    const [c, d] = added("c", "d");
    expect(c).not.toBe(d);
    expect(added("d")).toEqual([d]);
  });
});

test("what was accepted is quiet until the change differs", () => {
  const entry = { fingerprint: first ?? "", reason: "Nobody sent it.", expires: undefined, location: { file: "a" } };
  const quiet = applyAcceptances(compared("document", order(state(["a", "b"])), order(state(["a"]))), [entry], today);
  expect(quiet).toMatchObject({ open: [], accepted: [{ reason: "Nobody sent it." }], staleAcceptances: [] });
  const loud = applyAcceptances(compared("document", order(state(["a", "c"])), order(state(["a"]))), [entry], today);
  expect(loud.open.map((finding) => finding.rule)).toEqual([rule]);
  expect(loud).toMatchObject({ accepted: [], staleAcceptances: [{ entry, isExpired: false }] });
});
