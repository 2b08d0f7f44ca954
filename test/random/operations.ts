import fc from "fast-check";
import { type Body, bodyOf } from "./bodies.js";
import { type Parameter, parametersOf } from "./parameters.js";
import { type Responses, responsesOf } from "./responses.js";
import type { Version } from "./schemas.js";
import { type Requirements, requirementsOf, type Security, securityOf } from "./security.js";
import { operationIds } from "./texts.js";

export interface Operation {
  readonly id: string | undefined;
  readonly method: string;
  /** What stands before, between and after the parameters of the path: one more than there are. */
  readonly literals: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: Responses;
  readonly security: Requirements | undefined;
  /** The operation's own server, as a path of the test's. */
  readonly server: string | undefined;
  /** Its parameters stand in the path item. */
  readonly isShared: boolean;
  readonly isDeprecated: boolean;
  readonly description: string;
}

/** Where the API is: a server of the test, at a path whose variable the caller may set. */
export interface Server {
  readonly kind: "none" | "plain" | "variable";
  readonly value: string | undefined;
}

/** A random document, with a call of each of its operations. */
export interface Case {
  readonly version: Version;
  readonly operations: readonly Operation[];
  readonly security: Security;
  readonly server: Server;
}

export const cases: fc.Arbitrary<Case> = fc.constantFrom<Version>("2.0", "3.0", "3.1", "3.1", "3.2").chain((version) =>
  securityOf(version).chain((security) =>
    fc.record({
      version: fc.constant(version),
      security: fc.constant(security),
      operations: fc.array(operationOf(version, security), { minLength: 1, maxLength: 4 }).map(distinctIds),
      server: fc.record({
        kind: fc.constantFrom<Server["kind"]>("none", "plain", ...(version === "2.0" ? [] : ["variable" as const])),
        value: fc.constantFrom(undefined, "eu", "a-b"),
      }),
    }),
  ),
);

function operationOf(version: Version, security: Security): fc.Arbitrary<Operation> {
  return fc
    .record({ parameters: parametersOf(version), body: fc.option(bodyOf(version), { nil: undefined }) })
    .chain(({ parameters, body }) =>
      fc
        .record({
          id: fc.option(operationIds, { nil: undefined, freq: 6 }),
          method: fc.constantFrom(
            ...(body === undefined ? ["get", "delete", "head", "options", "post"] : ["post", "put", "patch", "delete"]),
            ...(version === "3.2" ? ["query"] : []),
          ),
          literals: fc.array(fc.constantFrom("/", "/v", "/things/", "/a b/", "/é/", "/x:y/", "/100%25/"), {
            minLength: 6,
            maxLength: 6,
          }),
          end: fc.constantFrom("", "/end", ":cancel", ".json", "?view=full"),
          responses: responsesOf(version),
          security: requirementsOf(security.names),
          server: fc.constantFrom(undefined, undefined, ...(version === "2.0" ? [] : ["/own"])),
          isShared: fc.boolean(),
          isDeprecated: fc.boolean(),
          description: fc.constantFrom("", "Text.", "*/ `${1}` <b>bold</b>\n\n- item", "\u2028 @deprecated {@link x}"),
        })
        .map(({ literals, end, ...rest }) => {
          const count = parameters.filter(({ in: place }) => place === "path").length;
          const middle = literals.slice(0, count);
          return {
            ...rest,
            parameters,
            body,
            literals: count === 0 ? [end === "" ? "/" : `/x${end}`] : [...middle, end],
          };
        }),
    );
}

/** An id that stands earlier is left out: it would be refused. */
function distinctIds(operations: readonly Operation[]): readonly Operation[] {
  return operations.map((operation, index) =>
    operations.findIndex(({ id }) => id === operation.id) === index ? operation : { ...operation, id: undefined },
  );
}
