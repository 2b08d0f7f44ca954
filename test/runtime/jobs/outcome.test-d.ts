import { describe, expectTypeOf, test } from "vitest";
import type { CancellableJob, Job, JobError, Outcome, Settled, Step, Updates } from "@specloom/runtime";
import { settleAll } from "@specloom/runtime";

interface Report {
  readonly text: string;
}
interface Status {
  readonly status: number;
}

declare const outcome: Outcome<Report, Status>;
declare const one: Job<Report, Status>;
declare const other: Job<number, { readonly state: string }>;
declare const stoppable: CancellableJob<Report, Status>;

describe("[3] an outcome", () => {
  test("[3] can be switched over exhaustively", () => {
    const text = (ended: Outcome<Report, Status>): string => {
      switch (ended.kind) {
        case "succeeded":
          return ended.cached ? "cached" : ended.result.text;
        case "partial":
          return ended.result.text + (ended.error.message ?? "");
        case "failed":
          return ended.error.message ?? "";
        case "cancelled":
          return String(ended.status.status);
        default:
          return ended satisfies never;
      }
    };
    expectTypeOf(text).returns.toBeString();
  });

  test("[3] has no result where the job failed or was cancelled", () => {
    if (outcome.kind === "failed" || outcome.kind === "cancelled") {
      expectTypeOf(outcome).not.toHaveProperty("result");
      // @ts-expect-error a failed or cancelled job has no result
      void outcome.result;
    }
    // @ts-expect-error what it is has to be looked at first
    void outcome.result;
    if (outcome.kind === "succeeded" || outcome.kind === "partial")
      expectTypeOf(outcome.result).toEqualTypeOf<Report>();
    if (outcome.kind === "failed") expectTypeOf(outcome.error).toEqualTypeOf<JobError>();
    expectTypeOf(outcome.status).toEqualTypeOf<Status>();
  });
});

test("[1] a job is not thenable, to the compiler too", () => {
  expectTypeOf<Awaited<Job<Report, Status>>>().toEqualTypeOf<Job<Report, Status>>();
  expectTypeOf(one).not.toHaveProperty("then");
});

test("[2] its calls have the types of the declaration", () => {
  expectTypeOf(one.wait()).resolves.toEqualTypeOf<Report>();
  expectTypeOf(one.settle()).resolves.toEqualTypeOf<Outcome<Report, Status>>();
  expectTypeOf(one.step()).resolves.toEqualTypeOf<Step<Report, Status>>();
  expectTypeOf(one.updates()).toEqualTypeOf<Updates<Report, Status>>();
  void one.wait({ onUpdate: (update) => expectTypeOf(update.status).toEqualTypeOf<Status>() });
});

test("[24] cancel is there only where it is declared", () => {
  expectTypeOf(one).not.toHaveProperty("cancel");
  expectTypeOf(stoppable.cancel()).resolves.toBeVoid();
  expectTypeOf(stoppable).toExtend<Job<Report, Status>>();
});

describe("[31] settleAll", () => {
  test("[31] keeps the types of each job of a tuple", async () => {
    const [first, second] = await settleAll([one, other]);
    expectTypeOf(first).toEqualTypeOf<Settled<Job<Report, Status>>>();
    if (first.ok && first.outcome.kind === "succeeded") expectTypeOf(first.outcome.result).toEqualTypeOf<Report>();
    if (second.ok && second.outcome.kind === "succeeded") expectTypeOf(second.outcome.result).toBeNumber();
    if (!first.ok) expectTypeOf(first.error).toBeUnknown();
    const both = await settleAll([one, other]);
    expectTypeOf(both.length).toEqualTypeOf<2>();
  });

  test("[31] takes a list as well", async () => {
    const settled = await settleAll([one].map((each) => each));
    expectTypeOf(settled).toEqualTypeOf<Settled<Job<Report, Status>>[]>();
  });

  test("[31] iterates over the union of its jobs", async () => {
    for await (const done of settleAll([one, other] as const).asCompleted()) {
      expectTypeOf(done.job).toEqualTypeOf<Job<Report, Status> | Job<number, { readonly state: string }>>();
      expectTypeOf(done.index).toBeNumber();
    }
  });
});
