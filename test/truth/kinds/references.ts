import fc from "fast-check";
import { TARGET } from "../case.js";
import { OWN, part, SELF } from "../parts.js";
import { type Draw, maps, object, objects, scalars } from "./drawing.js";

/** Schemas by reference. */
export const referenceKinds = {
  references: (inner) => inner.map((schema) => part("Part", schema)),
  besideReferences: (inner) =>
    fc.tuple(objects(inner, object), objects(inner)).map(([base, more]) => part("Base", base, Object(more))),
  definitions: (inner) =>
    maps(inner, fc.constantFrom("one", "two/parts")).map(($defs) =>
      part("Holder", {
        $defs,
        type: "object",
        properties: Object.fromEntries(
          Object.keys($defs).map((name, index) => [`p${index}`, { [SELF]: `/$defs/${name.replace("/", "~1")}` }]),
        ),
      }),
    ),
  recursion: (inner) =>
    fc.tuple(inner, fc.boolean()).map(([leaf, isList]) =>
      part("Node", {
        type: "object",
        properties: { leaf, next: isList ? { type: "array", items: { [SELF]: "" } } : { [SELF]: "" } },
      }),
    ),
  ids: () =>
    scalars.map((leaf) =>
      part("Thing", { $id: `https://schemas.test/${OWN}`, ...Object(leaf) }, { $ref: `https://schemas.test/${OWN}` }),
    ),
  anchors: () => scalars.map((leaf) => part("Here", { $anchor: OWN, ...Object(leaf) }, { $ref: `#${OWN}` })),
  relativeIds: () =>
    scalars.map((leaf) =>
      part("Local", {
        $id: `https://schemas.test/${OWN}/local`,
        $defs: { leaf: { $anchor: "leaf", ...Object(leaf) }, other: { $id: "other", ...Object(leaf) } },
        type: "object",
        properties: {
          a: { $ref: "#leaf", [TARGET]: "/$defs/leaf" },
          b: { $ref: "#/$defs/leaf", [TARGET]: "/$defs/leaf" },
          c: { $ref: "other", [TARGET]: "/$defs/other" },
          again: { $ref: "#", [TARGET]: "" },
        },
      }),
    ),
  dynamicReferences: () =>
    scalars.map((leaf) =>
      part("Tree", {
        $id: `https://schemas.test/${OWN}/tree`,
        $dynamicAnchor: "node",
        type: "object",
        properties: { leaf, branches: { type: "array", items: { $dynamicRef: "#node", [TARGET]: "" } } },
        required: ["leaf"],
      }),
    ),
} satisfies Readonly<Record<string, (inner: Draw) => Draw>>;
