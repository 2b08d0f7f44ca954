import { describe } from "vitest";
import { runErrors, runRules } from "./run-cases.js";

describe("Overlay 1.0 update", () => {
  runRules("1.0.0", [
    {
      rule: "a target that selects no node succeeds and changes nothing",
      document: { a: 1 },
      actions: [{ target: "$.b", update: { x: 1 } }],
      expected: { a: 1 },
    },
    {
      rule: "an object is merged with each selected object, recursively",
      document: { paths: { "/a": { get: { summary: "A" } }, "/b": { get: {} } } },
      actions: [{ target: "$.paths.*", update: { get: { summary: "New", "x-safe": true } } }],
      expected: {
        paths: { "/a": { get: { summary: "New", "x-safe": true } }, "/b": { get: { summary: "New", "x-safe": true } } },
      },
    },
    {
      rule: "a primitive is changed through the object that holds it",
      document: { info: { title: "Old", version: "1" } },
      actions: [{ target: "$.info", update: { title: "New" } }],
      expected: { info: { title: "New", version: "1" } },
    },
    {
      rule: "arrays inside objects are concatenated",
      document: { a: { tags: ["x"] } },
      actions: [{ target: "$.a", update: { tags: ["y"] } }],
      expected: { a: { tags: ["x", "y"] } },
    },
    {
      rule: "an object is appended to an array as one entry",
      document: { parameters: [{ name: "a" }] },
      actions: [{ target: "$.parameters", update: { name: "b" } }],
      expected: { parameters: [{ name: "a" }, { name: "b" }] },
    },
    {
      rule: "a primitive is appended to an array as one entry",
      document: { tags: ["a"] },
      actions: [{ target: "$.tags", update: "b" }],
      expected: { tags: ["a", "b"] },
    },
    {
      rule: "an array is appended to an array as one entry, not concatenated as in 1.1",
      document: { security: [["a"]] },
      actions: [{ target: "$.security", update: ["b", "c"] }],
      expected: { security: [["a"], ["b", "c"]] },
    },
    {
      rule: "objects and arrays may be updated by one action, which 1.1 refuses",
      document: { a: {}, b: [] },
      actions: [{ target: "$.*", update: { x: 1 } }],
      expected: { a: { x: 1 }, b: [{ x: 1 }] },
    },
    {
      rule: "update has no effect where remove is true",
      document: { a: {}, b: 1 },
      actions: [{ target: "$.a", update: { x: 1 }, remove: true }],
      expected: { b: 1 },
    },
    {
      rule: "each action works on the result of the one before",
      document: { a: { list: ["x"] } },
      actions: [
        { target: "$.a.list", remove: true },
        { target: "$.a", update: { list: ["y"] } },
      ],
      expected: { a: { list: ["y"] } },
    },
  ]);
});

describe("Overlay 1.0 update: errors", () => {
  const clash = "overlay/clash";
  const target = "/actions/0/target";
  const update = "/actions/0/update";
  runErrors("1.0.0", [
    ["a primitive target", { a: "s" }, { target: "$.a", update: "t" }, clash, target, "found a primitive at /a"],
    ["a null target", { a: null }, { target: "$.a", update: {} }, clash, target, "found a primitive at /a"],
    ["a primitive item", { a: [1] }, { target: "$.a[0]", update: 2 }, clash, target, "found a primitive at /a/0"],
    [
      "one primitive of several",
      { a: {}, b: 1 },
      { target: "$.*", update: {} },
      clash,
      target,
      "found a primitive at /b",
    ],
    [
      "a primitive for an object",
      { a: {} },
      { target: "$.a", update: 1 },
      clash,
      update,
      "a number into an object at /a",
    ],
    ["a property", { b: 1 }, { target: "$", update: { b: {} } }, clash, `${update}/b`, "an object into a number at /b"],
  ]);
});

describe("Overlay 1.0 remove", () => {
  runRules("1.0.1", [
    {
      rule: "an object is removed from the map around it",
      document: { a: {}, b: 1 },
      actions: [{ target: "$.a", remove: true }],
      expected: { b: 1 },
    },
    {
      rule: "an array is removed from the map around it",
      document: { a: [1], b: 1 },
      actions: [{ target: "$.a", remove: true }],
      expected: { b: 1 },
    },
    {
      rule: "objects are removed from the array around them",
      document: { parameters: [{ name: "dummy" }, { name: "a" }, { name: "dummy" }] },
      actions: [{ target: "$.parameters[?@.name == 'dummy']", remove: true }],
      expected: { parameters: [{ name: "a" }] },
    },
  ]);
});

describe("Overlay 1.0 remove: errors", () => {
  const clash = "overlay/clash";
  const target = "/actions/0/target";
  runErrors("1.0.0", [
    ["a primitive property", { a: { b: 1 } }, { target: "$.a.b", remove: true }, clash, target, "a primitive at /a/b"],
    ["a primitive item", { a: [1, 2] }, { target: "$.a[1]", remove: true }, clash, target, "a primitive at /a/1"],
    ["null", { a: null }, { target: "$.a", remove: true }, clash, target, "a primitive at /a"],
    ["the root", {}, { target: "$", remove: true }, "overlay/remove-root", target, "the root"],
  ]);
});
