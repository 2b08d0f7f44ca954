import { describe } from "vitest";
import { runErrors } from "./run-cases.js";

const clash = "overlay/clash";
const mixed = "overlay/mixed-targets";
const update = "/actions/0/update";
const target = "/actions/0/target";

describe("Overlay 1.1 update: a value that does not fit the target", () => {
  runErrors("1.1.0", [
    ["primitive for object", { a: {} }, { target: "$.a", update: 1 }, clash, update, "a number into an object at /a"],
    ["null for object", { a: {} }, { target: "$.a", update: null }, clash, update, "null into an object at /a"],
    ["array for object", { a: {} }, { target: "$.a", update: [] }, clash, update, "an array into an object at /a"],
    ["object for primitive", { a: "s" }, { target: "$.a", update: {} }, clash, update, "an object into a string at /a"],
    [
      "array for primitive",
      { a: true },
      { target: "$.a", update: [1] },
      clash,
      update,
      "an array into a boolean at /a",
    ],
    ["object for null", { a: null }, { target: "$.a", update: {} }, clash, update, "an object into null at /a"],
    ["array for the root", {}, { target: "$", update: [1] }, clash, update, "an array into an object at the root"],
  ]);
});

describe("Overlay 1.1 update: a property that does not fit", () => {
  const b = `${update}/b`;
  runErrors("1.1.0", [
    ["object into primitive", { b: 1 }, { target: "$", update: { b: {} } }, clash, b, "an object into a number at /b"],
    ["array into primitive", { b: 1n }, { target: "$", update: { b: [] } }, clash, b, "an array into a number at /b"],
    ["primitive into object", { b: {} }, { target: "$", update: { b: 1 } }, clash, b, "a number into an object at /b"],
    ["array into object", { b: {} }, { target: "$", update: { b: [] } }, clash, b, "an array into an object at /b"],
    ["primitive into array", { b: [] }, { target: "$", update: { b: "s" } }, clash, b, "a string into an array at /b"],
    ["object into array", { b: [] }, { target: "$", update: { b: {} } }, clash, b, "an object into an array at /b"],
    ["null into object", { b: {} }, { target: "$", update: { b: null } }, clash, b, "null into an object at /b"],
    ["null into array", { b: [] }, { target: "$", update: { b: null } }, clash, b, "null into an array at /b"],
    ["object into null", { b: null }, { target: "$", update: { b: {} } }, clash, b, "an object into null at /b"],
    [
      "far down, with both places given",
      { paths: { "/x": { get: { tags: [] } } } },
      { target: "$.paths", update: { "/x": { get: { tags: "t" } } } },
      clash,
      `${update}/~1x/get/tags`,
      "action 1 ($.paths): cannot merge a string into an array at /paths/~1x/get/tags",
    ],
  ]);
});

describe("Overlay 1.1 update: several nodes of different kinds", () => {
  const list = { list: [{}, [], 1, null] };
  runErrors("1.1.0", [
    [
      "objects and arrays",
      list,
      { target: "$.list[0,1]", update: {} },
      mixed,
      target,
      "object at /list/0, array at /list/1",
    ],
    ["objects and primitives", list, { target: "$.list[0,2]", update: {} }, mixed, target, "primitive at /list/2"],
    ["arrays and primitives", list, { target: "$.list[1,2]", update: 1 }, mixed, target, "primitive at /list/2"],
    ["objects and null", list, { target: "$.list[0,3]", update: {} }, mixed, target, "primitive at /list/3"],
  ]);
});

describe("Overlay 1.1 update: a list of actions", () => {
  const steps = [
    { target: "$.a", update: { b: 1 } },
    { target: "$.a.b", update: {} },
  ];
  runErrors("1.1.0", [
    ["the action that fails is named", { a: {} }, steps, clash, "/actions/1/update", "action 2 ($.a.b): cannot merge"],
  ]);
});
