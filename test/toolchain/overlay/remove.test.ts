import { describe } from "vitest";
import { runErrors, runRules } from "./run-cases.js";

describe("Overlay 1.1 remove", () => {
  runRules("1.1.0", [
    {
      rule: "a target that selects no node succeeds and changes nothing",
      document: { a: 1 },
      actions: [{ target: "$.b", remove: true }],
      expected: { a: 1 },
    },
    {
      rule: "an object is removed from the map around it",
      document: { paths: { "/a": {}, "/b": {} } },
      actions: [{ target: "$.paths['/a']", remove: true }],
      expected: { paths: { "/b": {} } },
    },
    {
      rule: "an array is removed from the map around it",
      document: { a: { tags: [1], b: 2 } },
      actions: [{ target: "$.a.tags", remove: true }],
      expected: { a: { b: 2 } },
    },
    {
      rule: "a primitive is removed from the map around it",
      document: { a: { b: 1, c: 2 } },
      actions: [{ target: "$.a.b", remove: true }],
      expected: { a: { c: 2 } },
    },
    {
      rule: "null is removed from the map around it",
      document: { a: null, b: 1 },
      actions: [{ target: "$.a", remove: true }],
      expected: { b: 1 },
    },
    {
      rule: "an object is removed from the array around it, and the items after it move up",
      document: { parameters: [{ name: "a" }, { name: "dummy" }, { name: "b" }] },
      actions: [{ target: "$.parameters[?@.name == 'dummy']", remove: true }],
      expected: { parameters: [{ name: "a" }, { name: "b" }] },
    },
    {
      rule: "an array is removed from the array around it",
      document: { a: [[1], [2]] },
      actions: [{ target: "$.a[0]", remove: true }],
      expected: { a: [[2]] },
    },
    {
      rule: "a primitive is removed from the array around it",
      document: { tags: ["a", "dummy", "b", "dummy"] },
      actions: [{ target: "$.tags[?@ == 'dummy']", remove: true }],
      expected: { tags: ["a", "b"] },
    },
    {
      rule: "several items of one array are removed as they were selected, not as they move",
      document: { a: [0, 1, 2, 3, 4] },
      actions: [{ target: "$.a[0,1,3]", remove: true }],
      expected: { a: [2, 4] },
    },
    {
      rule: "several items selected from the end are removed",
      document: { a: [0, 1, 2, 3] },
      actions: [{ target: "$.a[::-2]", remove: true }],
      expected: { a: [0, 2] },
    },
    {
      rule: "an item that a query selects twice is removed once",
      document: { a: [0, 1, 2] },
      actions: [{ target: "$.a[0,0,-3]", remove: true }],
      expected: { a: [1, 2] },
    },
    {
      rule: "nodes of different kinds are removed together",
      document: { a: {}, b: [], c: 1, d: null },
      actions: [{ target: "$['a','b','c']", remove: true }],
      expected: { d: null },
    },
    {
      rule: "nodes inside a removed node go with it",
      document: { a: { a: { a: 1 } }, b: { a: 2 } },
      actions: [{ target: "$..a", remove: true }],
      expected: { b: {} },
    },
    {
      rule: "removing everything leaves an empty container",
      document: { a: [1, 2], b: { c: 1 } },
      actions: [{ target: "$.*.*", remove: true }],
      expected: { a: [], b: {} },
    },
    {
      rule: "an index counts in the result of the action before",
      document: { a: [0, 1, 2] },
      actions: [
        { target: "$.a[0]", remove: true },
        { target: "$.a[0]", remove: true },
      ],
      expected: { a: [2] },
    },
    {
      rule: "remove: false removes nothing",
      document: { a: 1 },
      actions: [{ target: "$.a", remove: false }],
      expected: { a: 1 },
    },
  ]);
  runErrors("1.1.0", [
    [
      "the root",
      { a: 1 },
      { target: "$", remove: true },
      "overlay/remove-root",
      "/actions/0/target",
      "action 1 ($): the root",
    ],
  ]);
});
