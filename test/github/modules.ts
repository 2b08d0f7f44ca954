import type { ApiCall } from "./calls.js";

/** The file of a user of our client: the path by position, then the rest; a list is asked for its first page. */
export function specloomModule(calls: readonly ApiCall[], from: string): string {
  return program(
    [`import { GitHub } from "${from}";`, `const github = new GitHub({ apiKey: "key" });`],
    calls.map(({ operation, path, query, body, read }) => {
      const params = { ...query, ...(body === undefined ? {} : { body }) };
      const values = [...path.map(([, value]) => value), ...(Object.keys(params).length === 0 ? [] : [params])];
      const call = `github.${operation.name}(${values.map((value) => JSON.stringify(value)).join(", ")})`;
      return operation.pagination === undefined
        ? { call, read: (answer) => `${answer}${read}` }
        : { call: `${call}.page()`, read: (answer) => `${answer}.items[0]` };
    }),
  );
}

/** The file of a user of openapi-fetch's own client over openapi-typescript's types. */
export function openapiFetchModule(calls: readonly ApiCall[], schema: string): string {
  const head = [
    `import createClient from "openapi-fetch";`,
    `import type { paths } from "${schema}";`,
    "const client = createClient<paths>();",
  ];
  return program(
    head,
    calls.map(({ operation: { method, path: template }, body, read, ...call }) => {
      const params = inputs(call);
      const init = { ...(params && { params }), ...(body === undefined ? {} : { body }) };
      const values = [template, ...(Object.keys(init).length === 0 ? [] : [init])];
      return {
        call: `client.${method}(${values.map((value) => JSON.stringify(value)).join(", ")})`,
        read: optionalData(read),
      };
    }),
  );
}

/** The file of a user of Hey API's SDK, whose functions are named after the operations. */
export function heyApiModule(calls: readonly ApiCall[], from: string): string {
  const names = calls.map(({ operation }) => camelCase(operation.id));
  return program(
    [`import { ${names.join(", ")} } from "${from}";`],
    calls.map(({ body, read, ...call }, index) => {
      const init = { ...inputs(call), ...(body === undefined ? {} : { body }) };
      const given = Object.keys(init).length === 0 ? "" : JSON.stringify(init);
      return { call: `${names[index] ?? ""}(${given})`, read: optionalData(read) };
    }),
  );
}

interface Statement {
  readonly call: string;
  /** What is read of the answer by this name. */
  readonly read: (answer: string) => string;
}

function program(head: readonly string[], statements: readonly Statement[]): string {
  const body = statements.flatMap(({ call, read }, index) => [
    `const answer${index} = await ${call};`,
    `seen.push(${read(`answer${index}`)});`,
  ]);
  return `${[...head, "export const seen: unknown[] = [];", ...body].join("\n")}\n`;
}

function optionalData(read: string): (answer: string) => string {
  return (answer) => `${answer}.data?.${read.replace(/^\./u, "")}`;
}

function inputs({ path, query }: Pick<ApiCall, "path" | "query">): object | undefined {
  const all = { ...(path.length === 0 ? {} : { path: Object.fromEntries(path) }), ...(query && { query }) };
  return Object.keys(all).length === 0 ? undefined : all;
}

function camelCase(id: string): string {
  const [first = "", ...rest] = id.split(/[^A-Za-z0-9]+/u).filter((word) => word !== "");
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
