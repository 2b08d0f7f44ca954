import { describe, expect, it } from "vitest";
import { parseLock } from "../../../packages/toolchain/src/contract/names/lock.js";
import { printContract } from "../../../packages/toolchain/src/contract/print-contract.js";
import { compareText } from "../../../packages/toolchain/src/json.js";
import { contractOf } from "./support.js";

const operation = `
paths:
  /a:
    get: { operationId: a, parameters: [{ name: org, in: query }, { name: org, in: header }] }
  /b:
    post:
      operationId: b
      parameters: [{ name: org, in: query, description: Organization }, { name: idempotency-key, in: header }]
  /c:
    post: { operationId: c, x-specloom-retry: { idempotent: true } }
`;

describe("x-specloom-client", () => {
  it("gives parameters, environment and defaults", () => {
    const { contract } = contractOf(`
x-specloom-client:
  parameters: { org: { in: query, option: organizationId, env: ACME_ORG } }
  env: { apiKey: ACME_KEY, baseUrl: ACME_URL, timeoutMs: { name: ACME_TIMEOUT, unit: s }, maxRetries: ACME_RETRIES }
  defaults: { timeoutMs: 60000, maxRetries: 0 }
${operation}`);
    expect(contract.parameters).toEqual([
      { name: "org", in: "query", option: "organizationId", env: "ACME_ORG", description: "Organization" },
    ]);
    expect(contract.environment).toEqual({
      apiKey: "ACME_KEY",
      baseUrl: "ACME_URL",
      timeoutMs: { name: "ACME_TIMEOUT", unit: "s" },
      maxRetries: "ACME_RETRIES",
    });
    expect(contract.defaults).toEqual({ timeoutMs: 60_000, maxRetries: 0 });
  });

  it("takes a variable in milliseconds by its name alone, and nothing where nothing is said", () => {
    const { contract } = contractOf(`x-specloom-client: { env: { timeoutMs: ACME_TIMEOUT_MS } }\n${operation}`);
    expect(contract.environment).toEqual({ timeoutMs: { name: "ACME_TIMEOUT_MS", unit: "ms" } });
    expect(contractOf(operation).contract).toMatchObject({ parameters: [], environment: {}, defaults: {} });
  });

  it("asks which of two places a parameter is in", () => {
    const yaml = `x-specloom-client: { parameters: { org: { option: org } } }\n${operation}`;
    expect(() => contractOf(yaml)).toThrow("'org' is a query and a header parameter.");
  });
});

describe("retry facts", () => {
  it("are declared, or said by an Idempotency-Key header", () => {
    const { operations } = contractOf(operation).contract;
    expect(operations.map(({ retry, origins }) => [retry, origins.retry])).toEqual([
      [undefined, undefined],
      [{ idempotencyKey: "idempotency-key" }, "document"],
      [{ idempotent: true }, "declared"],
    ]);
  });
});

describe("printContract", () => {
  const yaml = `
servers: [{ url: https://b.test }, { url: https://a.test }]
components: { securitySchemes: { "10": { type: oauth2 }, "9": { type: mutualTLS }, __proto__: { type: oauth2 } } }
paths:
  /b: { get: { operationId: b, description: "\\u2028 é \\"x\\"" } }
  /a: { get: { operationId: a } }
  /B: { get: { operationId: B } }
`;
  const text = printContract(contractOf(yaml).contract);

  it("sorts operations by id and every key by code unit, keeps other lists, and ends in a newline", () => {
    const keys = [...text.matchAll(/^ {2}"(\w+)":/gm)].map(([, key = ""]) => key);
    expect(keys).toEqual(keys.toSorted(compareText));
    expect([...text.matchAll(/"id": "(\w+)"/g)].map(([, id]) => id)).toEqual(["B", "a", "b"]);
    expect([...text.matchAll(/"url": "([^"]+)"/g)].map(([, url]) => url)).toEqual(["https://b.test", "https://a.test"]);
    expect(text).toMatch(/"10": \{[^}]*\},\s*"9": \{[^}]*\},\s*"__proto__": \{/);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("is JSON of the contract, and does not depend on the order of paths", () => {
    expect(JSON.parse(text)).toMatchObject({
      provider: "acme",
      client: "Acme",
      operations: [{}, {}, { description: '\u2028 é "x"' }],
    });
    const lines = yaml.split("\n");
    const swapped = [...lines.slice(0, 4), lines[6], lines[5], lines[4]].join("\n");
    expect(printContract(contractOf(swapped).contract)).toBe(text);
  });

  it("is read back as the lock", () => {
    expect(parseLock({ path: "contract.json", text }).operations).toEqual([
      { id: "B", name: "b.B", method: "GET", path: "/B" },
      { id: "a", name: "a.get", method: "GET", path: "/a" },
      { id: "b", name: "b.getB", method: "GET", path: "/b" },
    ]);
  });
});
