import fc from "fast-check";
import type { Case, Place, Schema } from "./case.js";
import { arrayKinds } from "./kinds/arrays.js";
import { compositionKinds } from "./kinds/compositions.js";
import { scalars } from "./kinds/drawing.js";
import { objectKinds } from "./kinds/objects.js";
import { referenceKinds } from "./kinds/references.js";
import { valueKinds } from "./kinds/values.js";
import { lifted } from "./parts.js";

/** Keywords by what they are about. A draw of the whole has each of them, in each other. */
const kinds = { ...valueKinds, ...objectKinds, ...arrayKinds, ...compositionKinds, ...referenceKinds };

export type Kind = keyof typeof kinds;

export const allKinds: readonly Kind[] = Object.keys(kinds).filter((kind): kind is Kind => kind in kinds);

/** Cases whose schemas are made of some kinds of keywords. */
export function casesOf(chosen: readonly Kind[] = allKinds): fc.Arbitrary<Case> {
  const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: scalars },
      ...chosen.map((kind) => ({ weight: 1, arbitrary: kinds[kind](tie("schema")) })),
    ),
  }));
  const top = fc.oneof(...chosen.map((kind) => kinds[kind](schema)));
  return fc
    .record({ schema: top, place: fc.constantFrom<Place[]>("component", "component", "answer", "body") })
    .map(({ schema: drawn, place }) => lifted(drawn, place));
}
