import { describe } from "vitest";
import { runRules } from "./run-cases.js";

describe("Overlay 1.1 update: object targets", () => {
  runRules("1.1.0", [
    {
      rule: "a property that only the target has stays",
      document: { a: { kept: 1 } },
      actions: [{ target: "$.a", update: { added: 2 } }],
      expected: { a: { kept: 1, added: 2 } },
    },
    {
      rule: "a property that only the update has is inserted, after the others",
      document: { z: 1 },
      actions: [{ target: "$", update: { a: { deep: [null] } } }],
      expected: { z: 1, a: { deep: [null] } },
    },
    {
      rule: "a primitive replaces a primitive, where the property stands",
      document: { first: "old", second: 2 },
      actions: [{ target: "$", update: { first: "new" } }],
      expected: { first: "new", second: 2 },
    },
    {
      rule: "a primitive replaces a primitive of another type",
      document: { a: { flag: true } },
      actions: [{ target: "$.a", update: { flag: "yes" } }],
      expected: { a: { flag: "yes" } },
    },
    {
      rule: "null replaces a primitive",
      document: { a: { default: 1 } },
      actions: [{ target: "$.a", update: { default: null } }],
      expected: { a: { default: null } },
    },
    {
      rule: "a primitive replaces null",
      document: { a: { default: null } },
      actions: [{ target: "$.a", update: { default: 0 } }],
      expected: { a: { default: 0 } },
    },
    {
      rule: "an array is concatenated with an array",
      document: { a: { tags: ["x"] } },
      actions: [{ target: "$.a", update: { tags: ["x", "y"] } }],
      expected: { a: { tags: ["x", "x", "y"] } },
    },
    {
      rule: "an object is merged with an object, at every depth",
      document: { paths: { "/a": { get: { summary: "A", responses: { "200": { description: "OK" } } } } } },
      actions: [
        {
          target: "$",
          update: { paths: { "/a": { get: { summary: "B", responses: { "404": { description: "No" } } } } } },
        },
      ],
      expected: {
        paths: {
          "/a": { get: { summary: "B", responses: { "200": { description: "OK" }, "404": { description: "No" } } } },
        },
      },
    },
    {
      rule: "items of concatenated arrays are not merged with each other",
      document: { a: { list: [{ id: 1, x: true }] } },
      actions: [{ target: "$.a", update: { list: [{ id: 1, y: true }] } }],
      expected: {
        a: {
          list: [
            { id: 1, x: true },
            { id: 1, y: true },
          ],
        },
      },
    },
    {
      rule: "an empty object changes nothing",
      document: { a: { b: 1 } },
      actions: [{ target: "$.a", update: {} }],
      expected: { a: { b: 1 } },
    },
  ]);
});

describe("Overlay 1.1 update: array targets", () => {
  runRules("1.1.0", [
    {
      rule: "an array is concatenated",
      document: { tags: ["a"] },
      actions: [{ target: "$.tags", update: ["b", "c"] }],
      expected: { tags: ["a", "b", "c"] },
    },
    {
      rule: "an object is appended",
      document: { parameters: [{ name: "a" }] },
      actions: [{ target: "$.parameters", update: { name: "b" } }],
      expected: { parameters: [{ name: "a" }, { name: "b" }] },
    },
    {
      rule: "a primitive is appended",
      document: { required: ["a"] },
      actions: [{ target: "$.required", update: "b" }],
      expected: { required: ["a", "b"] },
    },
    {
      rule: "null is appended",
      document: { enum: ["a"] },
      actions: [{ target: "$.enum", update: null }],
      expected: { enum: ["a", null] },
    },
    {
      rule: "an array inside an array is appended as it is",
      document: { a: [[1]] },
      actions: [{ target: "$.a", update: [[2]] }],
      expected: { a: [[1], [2]] },
    },
    {
      rule: "an item of an array is updated in place",
      document: { a: [{ id: 1 }, { id: 2 }] },
      actions: [{ target: "$.a[1]", update: { x: true } }],
      expected: { a: [{ id: 1 }, { id: 2, x: true }] },
    },
  ]);
});

describe("Overlay 1.1 update: primitive targets", () => {
  runRules("1.1.0", [
    {
      rule: "a primitive property is replaced",
      document: { info: { description: "old" } },
      actions: [{ target: "$.info.description", update: "new" }],
      expected: { info: { description: "new" } },
    },
    {
      rule: "a primitive item of an array is replaced",
      document: { tags: ["a", "dummy", "b"] },
      actions: [{ target: "$.tags[?@ == 'dummy']", update: "real" }],
      expected: { tags: ["a", "real", "b"] },
    },
    {
      rule: "a primitive is replaced by null",
      document: { a: 1 },
      actions: [{ target: "$.a", update: null }],
      expected: { a: null },
    },
    {
      rule: "null is replaced by a primitive",
      document: { a: null },
      actions: [{ target: "$.a", update: false }],
      expected: { a: false },
    },
  ]);
});
