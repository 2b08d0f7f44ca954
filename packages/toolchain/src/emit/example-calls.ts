import type { Contract, Job, Operation } from "../contract/contract.js";
import { jobMethodNames } from "../contract/names/reserved.js";
import { readOperations } from "../contract/operations.js";
import { clientWide } from "../contract/parameter-keys.js";
import type { ParameterSource } from "../contract/parameters.js";
import { isBasic } from "../contract/security.js";
import type { SourceDocument } from "../openapi/document.js";
import { member } from "../openapi/located.js";
import { schemaFieldOf, typesOf, valuesOf } from "../openapi/schema-fields.js";
import { pathParameters } from "./names.js";

/** A client at work, in its own names: code that compiles, with placeholders where only the reader knows the value. */
export interface ExampleCalls {
  /** The variable that holds the client. */
  readonly variable: string;
  /** `new Acme({ apiKey: "…" })`. */
  readonly construction: string;
  /** The environment variable that the key is read from. */
  readonly keyVariable: string | undefined;
  /** A list, a job, or else one plain call; none where each operation needs a body. */
  readonly calls: readonly string[];
}

/** Example calls of a client, chosen for the fewest arguments. */
export function exampleCalls(contract: Contract, document: SourceDocument): ExampleCalls {
  const { client, environment } = contract;
  const variable = client.charAt(0).toLowerCase() + client.slice(1);
  const sources = new Map(readOperations(document).operations.map(({ id, parameters }) => [id, parameters]));
  const examples = new Examples(variable, contract, document, sources);
  const lists = contract.operations.filter(({ pagination }) => pagination !== undefined);
  const calls = [examples.list(lists), examples.job()].filter((call) => call !== undefined);
  const plain = calls.length > 0 ? undefined : examples.plain();
  return {
    variable,
    construction: construction(contract),
    keyVariable: environment.apiKey,
    calls: plain === undefined ? calls : [plain],
  };
}

function construction(contract: Contract): string {
  const { client, security, servers } = contract;
  const [scheme] = Object.values(security.schemes).filter(({ type }) => type !== "mutualTLS");
  const options = [
    ...(scheme === undefined ? [] : [`apiKey: "${isBasic(scheme) ? "user:password" : "…"}"`]),
    ...(servers.length === 0 ? ['baseUrl: "https://…"'] : []),
  ];
  return `new ${client}(${options.length === 0 ? "" : `{ ${options.join(", ")} }`})`;
}

class Examples {
  readonly #variable: string;
  readonly #contract: Contract;
  readonly #document: SourceDocument;
  readonly #sources: ReadonlyMap<string, readonly ParameterSource[]>;

  constructor(
    variable: string,
    contract: Contract,
    document: SourceDocument,
    sources: ReadonlyMap<string, readonly ParameterSource[]>,
  ) {
    this.#variable = variable;
    this.#contract = contract;
    this.#document = document;
    this.#sources = sources;
  }

  list(operations: readonly Operation[]): string | undefined {
    const call = this.#simplest(operations);
    return call && `for await (const item of ${call}) console.log(item);`;
  }

  plain(): string | undefined {
    const reading = this.#contract.operations.filter(({ method }) => method === "GET");
    const call = this.#simplest(reading) ?? this.#simplest(this.#contract.operations);
    return call && `console.log(await ${call});`;
  }

  /** The first job whose id is all that its status needs. */
  job(): string | undefined {
    for (const job of this.#contract.jobs) {
      const status = this.#contract.operations.find(({ id }) => id === job.operation);
      if (status === undefined || job.id === undefined || this.#argumentsOf(status) === undefined) continue;
      const path = this.#path(status);
      return `console.log(await ${this.#access(job)}(${path.join(", ")}));`;
    }
    return undefined;
  }

  #access(job: Job): string {
    return [this.#variable, ...(job.resource === "" ? [] : [job.resource]), jobMethodNames(job).waitFor].join(".");
  }

  #simplest(operations: readonly Operation[]): string | undefined {
    const calls = operations.flatMap((operation) => {
      const given = this.#argumentsOf(operation);
      return given === undefined || operation.deprecated === true ? [] : [{ operation, given }];
    });
    const [best] = calls.toSorted((a, b) => a.given.length - b.given.length);
    return best && `${this.#variable}.${best.operation.name}(${best.given.join(", ")})`;
  }

  /** The arguments of a call; undefined where it needs more than its path. */
  #argumentsOf(operation: Operation): string[] | undefined {
    const isSet = clientWide(this.#contract.parameters);
    const needed = operation.parameters.some(
      (parameter) =>
        parameter.required && parameter.in !== "path" && parameter.constant === undefined && !isSet(parameter),
    );
    return needed || operation.body?.required === true ? undefined : this.#path(operation);
  }

  #path(operation: Operation): string[] {
    const sources = this.#sources.get(operation.id) ?? [];
    return pathParameters(operation, this.#contract).map(({ parameter }) => {
      const source = sources.find(({ name, in: place }) => place === "path" && name === parameter.name);
      return this.#value(parameter.name, source);
    });
  }

  #value(name: string, source: ParameterSource | undefined): string {
    const schema = source && member(source.at, "schema");
    const field = schema === undefined ? [] : schemaFieldOf(this.#document, schema);
    const [value] = valuesOf(field) ?? [];
    if (typeof value === "string" || typeof value === "number") return JSON.stringify(value);
    const types = typesOf(field);
    if (types.has("string") || types.size === 0) return JSON.stringify(`<${name}>`);
    if (types.has("integer") || types.has("number")) return "1";
    return types.has("boolean") ? "true" : JSON.stringify(`<${name}>`);
  }
}
