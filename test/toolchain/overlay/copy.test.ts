import { describe } from "vitest";
import { runErrors, runRules } from "./run-cases.js";

const get = { get: { responses: { "200": { description: "OK" } } } };
const remove = { delete: { responses: { "204": { description: "Gone" } } } };

describe("Overlay 1.1 copy", () => {
  runRules("1.1.0", [
    {
      rule: "a target that selects no node succeeds and changes nothing, whatever the source",
      document: { a: 1 },
      actions: [{ target: "$.b", copy: "$.missing" }],
      expected: { a: 1 },
    },
    {
      rule: "an object is merged into an object",
      document: { paths: { "/items": get, "/some-items": remove } },
      actions: [{ target: "$.paths['/some-items']", copy: "$.paths['/items']" }],
      expected: { paths: { "/items": get, "/some-items": { ...remove, ...get } } },
    },
    {
      rule: "a target is made sure of by an update, then copied into",
      document: { paths: { "/items": get } },
      actions: [
        { target: "$.paths", update: { "/other-items": {} } },
        { target: "$.paths['/other-items']", copy: "$.paths['/items']" },
      ],
      expected: { paths: { "/items": get, "/other-items": get } },
    },
    {
      rule: "a node is moved by update, copy and remove",
      document: { paths: { "/items": get, "/kept": remove } },
      actions: [
        { target: "$.paths", update: { "/new-items": {} } },
        { target: "$.paths['/new-items']", copy: "$.paths['/items']" },
        { target: "$.paths['/items']", remove: true },
      ],
      expected: { paths: { "/kept": remove, "/new-items": get } },
    },
    {
      rule: "objects merge recursively, primitives replaced and arrays concatenated",
      document: { from: { a: { b: 1, c: [1] } }, to: { a: { b: 0, c: [0], d: 0 } } },
      actions: [{ target: "$.to", copy: "$.from" }],
      expected: { from: { a: { b: 1, c: [1] } }, to: { a: { b: 1, c: [0, 1], d: 0 } } },
    },
    {
      rule: "an array is concatenated with an array",
      document: { from: [3, 4], to: [1, 2] },
      actions: [{ target: "$.to", copy: "$.from" }],
      expected: { from: [3, 4], to: [1, 2, 3, 4] },
    },
    {
      rule: "an object is appended to an array",
      document: { from: { name: "b" }, to: [{ name: "a" }] },
      actions: [{ target: "$.to", copy: "$.from" }],
      expected: { from: { name: "b" }, to: [{ name: "a" }, { name: "b" }] },
    },
    {
      rule: "a primitive is appended to an array",
      document: { from: "b", to: ["a"] },
      actions: [{ target: "$.to", copy: "$.from" }],
      expected: { from: "b", to: ["a", "b"] },
    },
    {
      rule: "a primitive replaces a primitive, null included",
      document: { from: null, to: "a" },
      actions: [{ target: "$.to", copy: "$.from" }],
      expected: { from: null, to: null },
    },
    {
      rule: "one source is copied into several targets",
      document: { from: { x: 1 }, to: [{ id: 1 }, { id: 2 }] },
      actions: [{ target: "$.to[*]", copy: "$.from" }],
      expected: {
        from: { x: 1 },
        to: [
          { id: 1, x: 1 },
          { id: 2, x: 1 },
        ],
      },
    },
    {
      rule: "the source is what the actions before left",
      document: { from: { x: 1 }, to: {} },
      actions: [
        { target: "$.from.x", update: 2 },
        { target: "$.to", copy: "$.from" },
        { target: "$.from.x", update: 3 },
      ],
      expected: { from: { x: 3 }, to: { x: 2 } },
    },
    {
      rule: "a node is copied into itself as it was before the action",
      document: { a: { b: {}, c: 1 } },
      actions: [{ target: "$.a.b", copy: "$.a" }],
      expected: { a: { b: { b: {}, c: 1 }, c: 1 } },
    },
    {
      rule: "the root can be copied",
      document: { a: 1, inner: {} },
      actions: [{ target: "$.inner", copy: "$" }],
      expected: { a: 1, inner: { a: 1, inner: {} } },
    },
    {
      rule: "a source that a query selects twice is one node",
      document: { from: 1, to: [] },
      actions: [{ target: "$.to", copy: "$['from','from']" }],
      expected: { from: 1, to: [1] },
    },
    {
      rule: "copy has no effect where remove is true",
      document: { from: { x: 1 }, to: {} },
      actions: [{ target: "$.to", copy: "$.from", remove: true }],
      expected: { from: { x: 1 } },
    },
  ]);
});

describe("Overlay 1.1 copy: errors", () => {
  const action = { target: "$.to", copy: "$.from" };
  const copy = "/actions/0/copy";
  const clash = "overlay/clash";
  const source = "overlay/copy-source";
  runErrors("1.1.0", [
    ["no source", { to: {} }, action, source, copy, "'$.from' to select one node, found 0"],
    ["several sources", { to: {}, a: 1, b: 2 }, { target: "$.to", copy: "$['a','b']" }, source, copy, "found 2"],
    ["a primitive into an object", { from: 1, to: {} }, action, clash, copy, "a number into an object at /to"],
    ["null into an object", { from: null, to: {} }, action, clash, copy, "null into an object at /to"],
    ["an array into an object", { from: [], to: {} }, action, clash, copy, "an array into an object at /to"],
    ["an object into a primitive", { from: {}, to: 1 }, action, clash, copy, "an object into a number at /to"],
    ["an array into a primitive", { from: [], to: 1 }, action, clash, copy, "an array into a number at /to"],
    ["a property", { from: { a: [] }, to: { a: {} } }, action, clash, copy, "an array into an object at /to/a"],
    [
      "targets of different kinds",
      { from: 1, to: [1, []] },
      { target: "$.to[*]", copy: "$.from" },
      "overlay/mixed-targets",
      "/actions/0/target",
      "primitive at /to/0, array at /to/1",
    ],
  ]);
});
