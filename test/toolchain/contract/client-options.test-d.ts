import type { ClientOptions, ServerOptions } from "@specloom/runtime";
import { expectTypeOf, it } from "vitest";
import type { clientOptions } from "../../../packages/toolchain/src/contract/declarations/client-options.js";

it("the toolchain knows every option of the runtime's client, and no other", () => {
  expectTypeOf<(typeof clientOptions)[number]>().toEqualTypeOf<keyof (ClientOptions & ServerOptions)>();
});
