import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTypeScript } from "../../../packages/toolchain/src/emit/format.js";
import { bracedList, indented, Formatted, type CodeFragment } from "../../../packages/toolchain/src/emit/layout.js";
import { guard, method, type MethodText } from "../../../packages/toolchain/src/emit/method-layout.js";
import { typeAlias } from "../../../packages/toolchain/src/emit/type-layout.js";
import { constant } from "../../../packages/toolchain/src/emit/literal-layout.js";
import { literal } from "../../../packages/toolchain/src/emit/literal.js";
import { propertyRuns } from "../../support/property.js";

/** Checks that what was laid out is what prettier makes of it, and of the same on one line; returns how many were. */
async function holds(pieces: readonly CodeFragment[], inClass = false): Promise<number> {
  const laid = pieces.filter((piece) => piece instanceof Formatted).map(({ text }) => text);
  const whole = (texts: readonly string[]): string =>
    inClass ? `class A {\n${texts.map(indented).join("\n\n")}\n}\n` : `${texts.join("\n\n")}\n`;
  if (laid.length > 0) expect(await formatTypeScript(whole(laid.map(onOneLine)))).toBe(whole(laid));
  return laid.length;
}

/** As what is not laid out is given to prettier: it keeps an object open whose first member has a line. */
function onOneLine(text: string): string {
  const parts = text.split(/(\/\*\*.*?\*\/\n)/su);
  return parts
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/\n */gu, " ") : `\n${part}`))
    .join("")
    .trim();
}

const word = fc.stringMatching(/^[a-z][a-zA-Z]{0,30}Id$/u);
const Name = fc.stringMatching(/^[A-Z][a-zA-Z]{0,60}$/u);
const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    Name,
    fc.constantFrom("undefined", "unknown", "string", "Blob"),
    fc
      .tuple(word, fc.array(fc.oneof(word, fc.integer({ min: 100, max: 599 })), { minLength: 1, maxLength: 5 }))
      .map(([name, keys]) => name + keys.map((key) => `[${JSON.stringify(key)}]`).join("")),
    fc
      .tuple(Name, fc.array(tie("type"), { minLength: 1, maxLength: 3 }))
      .map(([name, inner]) => `${name}<${inner.join(", ")}>`),
    fc.array(tie("type"), { minLength: 2, maxLength: 4 }).map((members) => [...new Set(members)].join(" | ")),
  ),
}));

const single = type.filter((given) => !given.includes(" | "));

/** What a method takes beside its path: parts of the document's types, and a body or a choice of bodies. */
const params = fc
  .tuple(
    fc.array(
      fc.oneof(
        single.map((given) => `NonNullable<${given}>`),
        fc.tuple(single, word, single).map(([a, key, b]) => `Omit<${a}, "${key}"> & Partial<Pick<${b}, "${key}">>`),
      ),
      { maxLength: 3 },
    ),
    fc.oneof(
      fc.constant(undefined),
      type.map((body) => `{ body: ${body} }`),
      fc
        .array(
          fc.tuple(type, word).map(([body, media]) => `{ body?: ${body}; "content-type"?: "${media}" }`),
          { minLength: 2, maxLength: 3 },
        )
        .map((choices) => `(${choices.join(" | ")})`),
    ),
  )
  .map(([parts, body]) => [...parts, ...(body === undefined ? [] : [body])])
  .filter((parts) => parts.length > 0)
  .map((parts) => parts.join(" & "));

describe("what is laid out is as prettier leaves it", () => {
  test("type aliases", async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(Name, fc.oneof(type, params)), { minLength: 30, maxLength: 30 }),
      async (aliases) => {
        expect(await holds(aliases.map(([name, given]) => typeAlias("/** A. */\n", name, given)))).toBeGreaterThan(5);
      },
    );
    await fc.assert(property, propertyRuns(40));
  });

  test("methods", async () => {
    // What a wait takes: its path and options, which may be left out.
    const tuple = fc
      .tuple(
        fc.array(
          fc.tuple(word, single).map(([name, given]) => `${name}: ${given}`),
          { maxLength: 4 },
        ),
        single,
      )
      .map(([members, options]) => `[${[...members, `options?: ${options}`].join(", ")}]`);
    const named = fc.array(tuple, { minLength: 1, maxLength: 2 }).map((members) => members.join(" | "));
    const media = fc.stringMatching(/^[a-z]{1,20}\/[a-z.]{1,30}$/u);
    const choice = fc.uniqueArray(media, { minLength: 2, maxLength: 4 }).chain((all) =>
      fc.record({
        generics: fc.constant(`<A extends ${all.map((one) => JSON.stringify(one)).join(" | ")}>`),
        returns: fc
          .array(type, { minLength: all.length, maxLength: all.length })
          .map((types) => `Call<{ ${all.map((one, at) => `${JSON.stringify(one)}: ${types[at]}`).join("; ")} }[A]>`),
      }),
    );
    const text: fc.Arbitrary<MethodText> = fc.record({
      docs: fc.constantFrom("", "/** A. */\n", "/**\n * A.\n *\n * `é`\n */\n"),
      name: word,
      parameters: fc
        .tuple(
          fc.array(
            fc.tuple(word, type).map(([name, given]) => `${name}: ${given}`),
            { minLength: 1, maxLength: 4 },
          ),
          fc.oneof(
            fc.constantFrom([], ["...given: readonly unknown[]"]),
            named.map((members) => [`...given: ${members}`]),
          ),
        )
        .map((lists) => lists.flat()),
      returns: type.map((given) => `Call<${given}>`),
      callee: fc.constantFrom("this.#client.call", "paginate", "this.job(id).wait"),
      given: fc
        .array(
          fc.oneof(
            word,
            word.map((name) => `[${name}]`),
          ),
          { minLength: 1, maxLength: 6 },
        )
        .map((given) => [...given, "options"]),
    });
    const texts = fc.array(fc.tuple(text, choice), { minLength: 20, maxLength: 20 });
    const property = fc.asyncProperty(texts, async (all) => {
      const pieces = all.map(([given, chosen], index) => {
        const { docs, parameters, returns } = all[index - 1]?.[0] ?? given;
        const overload = { docs, parameters, ...(index % 2 === 0 ? chosen : { returns }) };
        return method(given, index % 3 === 0 ? [overload] : []);
      });
      expect(await holds(pieces, true)).toBeGreaterThan(2);
    });
    await fc.assert(property, propertyRuns(40));
  });

  test("literals", async () => {
    const key = fc.oneof(word, fc.constantFrom("x-a", "application/json", "200", "$get", "_", "delete"));
    const { data } = fc.letrec<{ data: string | number | boolean | object }>((tie) => ({
      data: fc.oneof(
        { depthSize: "small" },
        fc.stringMatching(/^[a-z/{}, :]{0,40}$/u),
        fc.stringMatching(/^[a-z/{}, :]{90,140}$/u),
        fc.integer(),
        fc.boolean(),
        fc.array(tie("data"), { maxLength: 4 }),
        fc.dictionary(key, tie("data"), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    const object = fc.dictionary(key, data, { maxKeys: 5, noNullPrototype: true });
    const after = fc.constantFrom("", " as const");
    const text = fc.tuple(object, after).map(([value, behind]) => {
      const given: Parameters<typeof literal>[0] = JSON.parse(JSON.stringify(value));
      return constant("const operation", literal(given), behind);
    });
    const property = fc.asyncProperty(fc.array(text, { minLength: 30, maxLength: 30 }), async (texts) => {
      expect(await holds(texts)).toBeGreaterThan(5);
    });
    await fc.assert(property, propertyRuns(40));
  });

  test("guards and lists in braces", async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(Name, fc.uniqueArray(word, { minLength: 1, maxLength: 12 })), { minLength: 20, maxLength: 20 }),
      async (given) => {
        const guards = given.map(([name, words]) =>
          guard("/** A. */\n", `is${name}`, name, {
            callee: "isDeclaredError",
            given: ["error", `operation.${words[0]}`, '[404, "5XX"]'],
          }),
        );
        const lists = given.map(([, words]) => bracedList("export", words, `from "./a.js";`));
        expect(await holds([...guards, ...lists])).toBeGreaterThan(20);
      },
    );
    await fc.assert(property, propertyRuns(40));
  });
});

test.each<[what: string, type: string]>([
  ["an escape", String.raw`A["a\\b"]`],
  ["letters that are wide", `A["日本"]`],
  ["an object before something else", `{ body: A } & Partial<${"B".repeat(120)}>`],
])("%s is left to prettier", (_what, given) => {
  expect(typeAlias("", "A", given)).toBe(`export type A = ${given};`);
});
