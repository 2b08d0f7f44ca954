import type { Contract } from "../../contract/contract.js";
import type { Change, ChangeKind } from "../change.js";

/** Compares the name and the constructor options of the client. */
export function compareClients(before: Contract, after: Contract): Change[] {
  return [
    ...replaced("client-renamed", before.client, after.client),
    ...replaced("package-renamed", before.package, after.package),
    ...listed("client-option", before.parameters.map(optionOf), after.parameters.map(optionOf)),
    ...listed("credential", Object.keys(before.security.schemes), Object.keys(after.security.schemes)),
    ...listed("environment", environmentOf(before), environmentOf(after)),
  ];
}

function replaced(kind: ChangeKind, before: string, after: string): Change[] {
  return before === after ? [] : [change(kind, before, after)];
}

function listed(
  noun: "client-option" | "credential" | "environment",
  before: readonly string[],
  after: readonly string[],
): Change[] {
  const gone = before.filter((name) => !after.includes(name));
  const added = after.filter((name) => !before.includes(name));
  return [
    ...gone.map((name) => change(`${noun}-removed`, name, undefined)),
    ...added.map((name) => change(`${noun}-added`, undefined, name)),
  ];
}

function change(kind: ChangeKind, before: string | undefined, after: string | undefined): Change {
  return {
    kind,
    direction: undefined,
    where: "client",
    path: "",
    before: { pointer: "", value: before },
    after: { pointer: "", value: after },
    operations: [],
  };
}

function optionOf({ option }: Contract["parameters"][number]): string {
  return option;
}

/** The environment variables of the client. */
function environmentOf({ environment, parameters }: Contract): string[] {
  const own = [environment.apiKey, environment.baseUrl, environment.timeoutMs?.name, environment.maxRetries];
  return [...own, ...parameters.map(({ env }) => env)].filter((name) => name !== undefined);
}
