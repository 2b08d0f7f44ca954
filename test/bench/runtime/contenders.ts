import { Julep } from "@julep/sdk";
import { Roe } from "@specloom/roe";
import ky from "ky";
import { OpenAI } from "openai";
import createClient from "plain-openapi-fetch";

const KEY = "sk-0123456789abcdef";
const JOB = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const ORGANIZATION = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const headers = { accept: "application/json", authorization: `Bearer ${KEY}` };
const TIMEOUT_MS = 60_000;

/**
 * Ways to ask for the status of a job: the clients to compare, on one `fetch` and each with its own defaults. All but
 * openapi-fetch and fetch itself retry and have a time limit; ours has parameter styles and typed errors too.
 */
export function contendersOn(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): Readonly<Record<string, () => Promise<unknown>>> {
  const query = { organization_id: ORGANIZATION };
  const roe = new Roe({ baseUrl, apiKey: KEY, organizationId: ORGANIZATION, fetch });
  const plain = createClient({ baseUrl, headers, fetch });
  const kyClient = ky.create({ prefixUrl: baseUrl, headers, fetch });
  const julep = new Julep({ baseURL: baseUrl, apiKey: KEY, fetch });
  const openai = new OpenAI({ baseURL: baseUrl, apiKey: KEY, fetch });
  const get = async (init: RequestInit): Promise<unknown> => {
    const path = `/v1/agents/jobs/${encodeURIComponent(JOB)}/status/`;
    const response = await fetch(`${baseUrl}${path}?organization_id=${encodeURIComponent(ORGANIZATION)}`, init);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  };
  return {
    fetch: () => get({ headers }),
    // What the platform itself takes for a time limit, an abort and our headers: nobody who promises them is below it.
    async "fetch, with a limit"() {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
      try {
        const all = { ...headers, "user-agent": "@specloom/roe/0.1.0" };
        return await get({ method: "GET", headers: all, body: null, redirect: "manual", signal: controller.signal });
      } finally {
        clearTimeout(timer);
      }
    },
    specloom: () => roe.agents.jobs.getStatus(JOB),
    async "openapi-fetch"() {
      const init = { params: { path: { job_id: JOB }, query } };
      const { data, error } = await plain.GET("/v1/agents/jobs/{job_id}/status/", init);
      if (error !== undefined) throw new Error("an error status");
      return data;
    },
    ky: () => kyClient.get(`v1/agents/jobs/${JOB}/status/`, { searchParams: query }).json(),
    "@julep/sdk": () => julep.jobs.get(JOB),
    openai: () => openai.batches.retrieve(JOB),
  };
}
