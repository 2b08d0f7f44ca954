import type { ClassBody } from "./class-body.js";
import { comment } from "./docs.js";
import { asWritten, below, type CodeFragment } from "./layout.js";
import { type Module, runtime } from "./module.js";
import { childAssignments, childFields, methods, methodNamespace } from "./resource.js";
import { needsBaseUrl } from "./servers.js";

/** The body of the client's module: its class. */
export function clientBody(module: Module): ClassBody {
  const { contract, imports } = module;
  const name = contract.client;
  const options = imports.type("./create-client.js", `${name}Options`);
  const client = imports.type(runtime, "Client");
  return {
    before: [],
    head: `${comment({ summary: `Client of the ${contract.title} API.` })}export class ${name}`,
    members: [
      member(
        ...childFields(module),
        "/** What functions take: `get(client, …)`, imported one by one, in place of the methods of this class. */",
        `readonly client: ${client};`,
        `readonly #options: ${options};`,
      ),
      member(
        "/** @throws {ConfigurationError} where the key is missing, or the base URL or another option cannot be used. */",
        `constructor(options: ${options}${needsBaseUrl(contract) ? "" : " = {}"}) {`,
        "  this.#options = options;",
        `  this.client = ${imports.value("./create-client.js", "createClient")}(options);`,
        ...below(childAssignments(module, "this.client")),
        "}",
      ),
      member(
        "/** A client with these options over this one's. */",
        `withOptions(options: ${needsBaseUrl(contract) ? `Partial<${options}>` : options}): ${name} {`,
        `  return new ${name}(${imports.value(runtime, "mergeOptions")}(this.#options, options));`,
        "}",
      ),
      ...methods(module),
    ],
    after: methodNamespace(module),
  };
}

function member(...lines: readonly string[]): CodeFragment {
  return asWritten(lines.join("\n"), 1);
}
