import type { ModuleText } from "./format.js";
import { Imports } from "./imports.js";
import { asWritten } from "./layout.js";
import { runtime } from "./module.js";

/** `raw.ts`: openapi-fetch's client, in an entry of its own, so that no other one brings it. */
export function rawModule(): ModuleText {
  const imports = new Imports(["raw"]);
  const [client, options, type, paths] = [
    imports.type(runtime, "Client"),
    imports.type(runtime, "RawOptions"),
    imports.type(runtime, "RawClient"),
    imports.type("./schema.js", "paths"),
  ];
  const create = imports.value(runtime, "raw", "rawClient");
  const code = [
    "/**",
    " * openapi-fetch's own client, typed by path: the same key, retries and timeouts, but its own parameter",
    " * serialization, no parameters set on the client, and errors returned instead of thrown. Without options always the",
    " * same object for the same client.",
    " */",
    `export function raw(client: ${client}, options?: ${options}): ${type}<${paths}> {`,
    `  return ${create}<${paths}>(client, options);`,
    "}",
  ];
  return { statements: [...imports.print(), asWritten(code.join("\n"))] };
}
