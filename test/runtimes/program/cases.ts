import type { Case } from "./case.js";
import { aborting } from "./cases/aborting.js";
import { bodies } from "./cases/bodies.js";
import { calls } from "./cases/calls.js";
import { endings } from "./cases/endings.js";
import { failures } from "./cases/failures.js";
import { leftovers } from "./cases/leftovers.js";
import { many } from "./cases/many.js";
import { origins } from "./cases/origins.js";
import { paging } from "./cases/paging.js";
import { retries } from "./cases/retries.js";
import { waiting } from "./cases/waiting.js";

/** In the order they run. The last look back at all others. */
export const cases: readonly Case[] = [
  ...calls,
  ...bodies,
  ...paging,
  ...waiting,
  ...endings,
  ...many,
  ...retries,
  ...aborting,
  ...failures,
  ...origins,
  ...leftovers,
];
