// What the installed declarations have to refuse: a line that starts to compile fails the test that compiles this file.
import { Crosmos } from "@specloom/crosmos";
import { Julep } from "@specloom/julep";
import { Roe, settleAll } from "@specloom/roe";

const roe = new Roe();

// @ts-expect-error No such option.
export const misspeltOption = new Julep({ apikey: "key" });

// @ts-expect-error No such parameter.
export const misspeltParameter = roe.agents.jobs.list("agent", { page_sizes: 50 });

// @ts-expect-error Not one of the orders that the document lists.
export const unknownOrder = roe.agents.jobs.list("agent", { ordering: ["-price"] });

// @ts-expect-error The path parameter is missing.
export const missingId = new Crosmos().jobs.getStatus();

// @ts-expect-error Julep's operation has no parameters beside its path.
export const noParameters = new Julep().jobs.getStatus("job", { verbose: true });

// @ts-expect-error A pager is iterated, or asked for a page; it is not the page itself.
export const pagerAsPage = roe.agents.jobs.list("agent").items;

export async function resultOfFailure(): Promise<unknown> {
  const outcome = await roe.agents.jobs.job("job").settle();
  // @ts-expect-error Only a job that succeeded, or did in part, has a result.
  if (outcome.kind === "failed") return outcome.result;
  // @ts-expect-error A job that succeeded has no error.
  if (outcome.kind === "succeeded") return outcome.error;
  return outcome.status;
}

export async function uncheckedOutput(): Promise<string> {
  const { outputs } = await roe.agents.jobs.waitFor("job");
  // @ts-expect-error There may be no outputs.
  return outputs[0].value;
}

export async function mixedUp(): Promise<unknown> {
  const [ofRoe] = await settleAll([roe.agents.jobs.job("a"), new Julep().jobs.job("b")]);
  // @ts-expect-error The first job is Roe's, and its status has no such field.
  return ofRoe.ok && ofRoe.outcome.status.has_progress;
}
