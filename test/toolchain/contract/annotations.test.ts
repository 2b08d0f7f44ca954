import { describe, expect, it } from "vitest";
import { contractOf, lineHere, namesOf } from "./support.js";

/** One operation, annotated, that answers a list below `items` with `next` and `more`. */
const listing = (annotation: string, more = ""): string => `
paths:
  /things:
    get:
      operationId: listThings
      ${annotation.replaceAll("\n", "\n      ")}
      parameters: [{ name: cursor, in: query, schema: { type: string } }, { name: page, in: query, schema: { type: integer } }]
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                properties: { items: { type: array, items: {} }, next: { type: string }, more: { type: boolean } }
${more}`;

const page = { style: "page", request: { page: "page" }, response: { items: "/items", hasMore: "/more" } };
const fern = "x-fern-pagination: { offset: $request.page, results: $response.items, has-next-page: $response.more }";

describe("a fact from another generator's annotation", () => {
  it("says whose it is", () => {
    const { contract, notes } = contractOf(listing(fern));
    expect(contract.operations[0]).toMatchObject({ pagination: page, origins: { pagination: "vendor:fern" } });
    expect(notes).toEqual([]);
  });

  it("gives way to a declaration", () => {
    const { contract, notes } = contractOf(listing(`${fern}\nx-specloom-pagination: false`));
    expect(contract.operations[0]).not.toHaveProperty("pagination");
    expect(notes).toEqual([]);
  });

  const custom = fern.replace(" }", ",\n  type: custom # here\n}");
  it("holds where a part of it is not carried over, which a note says", () => {
    const { contract, notes } = contractOf(listing(custom));
    expect(contract.operations[0]?.pagination).toEqual(page);
    expect(notes).toMatchObject([
      {
        kind: "annotation",
        operation: "listThings",
        location: { line: lineHere(listing(custom)) },
      },
    ]);
  });
});

describe("an annotation that cannot be read", () => {
  it.each([
    ["x-speakeasy-pagination: { type: pages }", "Expected one of offsetLimit, cursor, url"],
    [
      "x-speakeasy-pagination: { type: cursor, outputs: { nextCursor: $.next } }",
      "Expected an input of the type cursor",
    ],
    [
      "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: pge, in: parameters, type: page }] }",
      "no parameter 'pge'",
    ],
    ["x-speakeasy-pagination: { type: url, outputs: { nextUrl: $.nxt } }", "'/nxt' names no field"],
    ["x-speakeasy-pagination: { type: url, outputs: { nextUrl: $..next } }", "Expected a path such as $.data.items"],
    ["x-speakeasy-pagination: { type: url }", "Expected outputs.nextUrl"],
    ["x-fern-pagination: true", "Expected cursor, offset, next_uri or next_path"],
    ["x-fern-pagination: { cursor: $request.cursor, results: $response.items }", "Expected next_cursor"],
    ["x-fern-pagination: { next_uri: $request.next }", "Expected a path such as $response.name"],
    [
      "x-fern-pagination: { offset: $request.page, results: $response.more }",
      "'/more' of the response is not an array",
    ],
    ["x-ms-pageable: {}", "Expected nextLinkName"],
    ["x-ms-pageable: { nextLinkName: next }", "'/value' names no field"],
    ["x-fern-idempotent: maybe", "Expected true or false"],
    ["x-speakeasy-retries: { strategy: often }", "Expected one of backoff, none"],
  ])("%s stops nothing: a note says why", (annotation, why) => {
    const yaml = listing(`${annotation} # here`);
    const { contract, notes } = contractOf(yaml);
    const [name = ""] = annotation.split(":");
    expect(contract.operations[0]?.origins).not.toMatchObject({ pagination: expect.stringContaining("vendor:") });
    expect(notes).toContainEqual(
      expect.objectContaining({ kind: "annotation", message: expect.stringContaining(`${name} is not used: `) }),
    );
    const note = notes.find(({ kind }) => kind === "annotation");
    expect(note?.message).toContain(why);
    expect(note?.location.line).toBe(lineHere(yaml));
  });

  it("leaves the matter to inference", () => {
    const yaml = listing("x-ms-pageable: { nextLinkName: nextLink }").replace(
      "next: { type: string }",
      "next: { type: string }, total: { type: integer }",
    );
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]?.origins.pagination).toBe("inferred");
    expect(notes.map(({ kind }) => kind)).toEqual(["annotation"]);
  });

  it("may be purposes that make up nothing", () => {
    const yaml = listing("").replace(
      "more: { type: boolean }",
      "more: { x-stainless-pagination-property: { purpose: has_next_page, from_header: X-More } }",
    );
    expect(contractOf(yaml).notes.map(({ message }) => message)).toContain(
      "x-stainless-pagination-property is not used: the purposes found (none) do not define pagination.",
    );
  });

  it("leaves a purpose that only the body serves, and keeps the others", () => {
    const yaml = listing("")
      .replace(
        "schema: { type: string } }, {",
        "schema: { x-stainless-pagination-property: { purpose: next_cursor_param } } }, {",
      )
      .replace(
        "next: { type: string }, more: { type: boolean }",
        `next: { x-stainless-pagination-property: { purpose: next_cursor_field, from_header: X-Next } },
                  more: { x-stainless-pagination-property: { purpose: has_next_page, from_header: X-More } } # here
                `,
      );
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]?.pagination).toEqual({
      style: "cursor",
      request: { cursor: "cursor" },
      response: { items: "/items", next: "X-Next" },
    });
    expect(notes).toMatchObject([
      {
        message:
          "x-stainless-pagination-property is not used: has_next_page is not supported in a header; only fields that lead to the next page are.",
        location: { line: lineHere(yaml) },
      },
    ]);
  });
});

describe("a final state's schema", () => {
  const yaml = (schema: string): string => `
components: { schemas: { Photo: { type: object } } }
paths:
  /photos/{id}:
    parameters: [{ name: id, in: path, required: true }]
    get: { operationId: getPhoto, responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Photo" } } } } } }
    post:
      operationId: develop
      x-specloom-name: photos.develop
      x-ms-long-running-operation: true
      x-ms-long-running-operation-options: { final-state-via: location, final-state-schema: "${schema}" } # here
      responses: { "202": {} }
`;

  it("is that of the operation that answers it", () => {
    const { contract, notes } = contractOf(yaml("#/definitions/Photo"));
    expect(contract.jobs).toMatchObject([{ result: { location: ["Location"], like: "getPhoto" } }]);
    expect(notes).toEqual([]);
  });

  it("that no operation answers is told, with the line", () => {
    const { contract, notes } = contractOf(yaml("#/definitions/Print"));
    expect(contract.jobs[0]?.result).toEqual({ location: ["Location"] });
    expect(notes).toMatchObject([{ kind: "annotation", location: { line: lineHere(yaml("#/definitions/Print")) } }]);
  });
});

describe("retries", () => {
  const read = (annotation: string, more = ""): unknown => {
    const { contract, notes } = contractOf(listing(annotation, more));
    const { retry, origins } = contract.operations[0] ?? {};
    return [retry && { ...retry, from: origins?.retry }, notes.map(({ message }) => message)];
  };
  const speakeasy = { idempotent: true, from: "vendor:speakeasy" };
  const paced = `{
  strategy: backoff, statusCodes: [429, "503", 5xx], retryConnectionErrors: false,
  backoff: { initialInterval: 500, maxInterval: 60000, exponent: 1.5, maxElapsedTime: 3600000 } }`;
  const pace = {
    statuses: ["429", "503", "5XX"],
    connectionErrors: false,
    initialDelayMs: 500,
    maxDelayMs: 60_000,
    factor: 1.5,
    elapsedMs: 3_600_000,
  };
  const root = `x-speakeasy-retries: ${paced.replaceAll("\n", " ")}\n`;

  it.each([
    ["x-speakeasy-retries: { strategy: backoff }", speakeasy],
    ["x-speakeasy-retries: { strategy: none }", { idempotent: false, from: "vendor:speakeasy" }],
    [`x-speakeasy-retries: ${paced}`, { ...speakeasy, ...pace }],
    ["x-fern-idempotent: true", { idempotent: true, from: "vendor:fern" }],
    ["x-fern-idempotent: false", undefined],
  ])("%s", (annotation, want) => {
    expect(read(annotation)).toEqual([want, []]);
  });

  it("of the root say when and after what pause, not that repeating a POST is safe", () => {
    expect(read("", root)).toEqual([{ ...pace, from: "vendor:speakeasy" }, []]);
    expect(read("x-fern-idempotent: true", root)).toEqual([{ ...speakeasy, ...pace }, []]);
    expect(read("x-speakeasy-retries: { strategy: backoff }", root)).toEqual([speakeasy, []]);
    expect(read("x-specloom-retry: { idempotent: true }", root)).toEqual([{ idempotent: true, from: "declared" }, []]);
  });

  it("keep the header of an idempotency key", () => {
    const key = "parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]";
    const yaml = (annotation: string): string => `
paths:
  /things: { post: { operationId: createThing, ${annotation}, ${key}, responses: {} } }`;
    for (const annotation of ["x-fern-idempotent: true", "x-speakeasy-retries: { strategy: backoff }"])
      expect(contractOf(yaml(annotation)).contract.operations[0]?.retry).toEqual({
        idempotent: true,
        idempotencyKey: "Idempotency-Key",
      });
  });

  it("that cannot be read are told once, with the line, where they stand at the root", () => {
    const wrong = listing("", "x-speakeasy-retries: { strategy: backoff, statusCodes: [many] } # here\n");
    const { contract, notes } = contractOf(wrong);
    expect(contract.operations[0]?.retry).toBeUndefined();
    expect(notes).toMatchObject([{ kind: "annotation", location: { line: lineHere(wrong) } }]);
    expect(notes[0]?.message).toBe(
      'x-speakeasy-retries is not used: Expected a status such as 429, or a range such as 5XX, found "many".',
    );
  });

  it("with a key of their own tell that it is not carried over", () => {
    expect(read("x-speakeasy-retries: { strategy: backoff, jitter: 1, backoff: { floor: 2 } }")).toEqual([
      speakeasy,
      [expect.stringContaining("'jitter'"), expect.stringContaining("'floor'")],
    ]);
  });
});

describe("names", () => {
  const nameOf = (annotation: string): unknown => {
    const { contract } = contractOf(listing(annotation));
    return [contract.operations[0]?.name, contract.operations[0]?.origins.name];
  };

  it.each([
    ["x-speakeasy-group: store.stock", ["store.stock.list", "vendor:speakeasy"]],
    ["x-speakeasy-name-override: find_all", ["things.findAll", "vendor:speakeasy"]],
    ["x-speakeasy-group: store\nx-speakeasy-name-override: all", ["store.all", "vendor:speakeasy"]],
    ["x-fern-sdk-group-name: store\nx-fern-sdk-method-name: find", ["store.find", "vendor:fern"]],
    [
      "x-fern-sdk-group-name: [store, stock_items]\nx-fern-sdk-method-name: findAll",
      ["store.stockItems.findAll", "vendor:fern"],
    ],
    ["x-speakeasy-group: store\nx-specloom-name: stock.all", ["stock.all", "declared"]],
    ["x-fern-sdk-method-name: 5", ["things.list", "derived"]],
  ])("%s", (annotation, want) => {
    expect(nameOf(annotation)).toEqual(want);
  });

  it("do not undo a name that users import", () => {
    const locked = [{ id: "listThings", name: "things.all", method: "GET", path: "/things" }];
    const { contract } = contractOf(listing("x-speakeasy-name-override: find"), locked);
    expect(namesOf(contract)).toEqual({ listThings: "things.all" });
  });

  it("that several operations have are nobody's", () => {
    const other = "  /others:\n    get: { operationId: listOthers, x-speakeasy-group: all, responses: {} }\n";
    const { contract, notes } = contractOf(listing("x-speakeasy-group: all", other));
    expect(namesOf(contract)).toEqual({ listThings: "things.list", listOthers: "others.list" });
    expect(notes.map(({ kind }) => kind)).toEqual(["fallback", "fallback"]);
  });
});

describe("operations that are left out", () => {
  const paths = (where: string): string => `
paths:
  /a:
    get: { operationId: a, responses: {} }
  /b:
    ${where}
`;

  it.each([
    ["get: { operationId: b, x-speakeasy-ignore: true, responses: {} }", ["a"]],
    ["get: { operationId: b, x-fern-ignore: true, responses: {} }", ["a"]],
    ["x-fern-ignore: true\n    get: { operationId: b, responses: {} }", ["a"]],
    ["get: { operationId: b, x-fern-ignore: false, responses: {} }", ["a", "b"]],
  ])("%s", (where, want) => {
    const { contract, notes } = contractOf(paths(where));
    expect(contract.operations.map(({ id }) => id)).toEqual(want);
    expect(notes.map(({ kind, operation }) => [kind, operation])).toEqual(want.length === 2 ? [] : [["ignored", "b"]]);
  });
});
