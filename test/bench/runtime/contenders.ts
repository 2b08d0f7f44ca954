import { Julep } from "@julep/sdk";
import { Roe } from "@specloom/roe";
import ky from "ky";
import { OpenAI } from "openai";
import createClient from "plain-openapi-fetch";

/** One way to ask for the status of a job. */
export interface Contender {
  readonly name: string;
  call(): Promise<unknown>;
}

const KEY = "sk-0123456789abcdef";
const JOB = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const ORGANIZATION = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const headers = { accept: "application/json", authorization: `Bearer ${KEY}` };

/**
 * The clients to compare, on one `fetch` and each with its own defaults. All but openapi-fetch and fetch itself retry
 * and have a time limit; ours has parameter styles and typed errors too.
 */
export function contendersOn(baseUrl: string, fetch: typeof globalThis.fetch): readonly Contender[] {
  const query = { organization_id: ORGANIZATION };
  const roe = new Roe({ baseUrl, apiKey: KEY, organizationId: ORGANIZATION, fetch });
  const plain = createClient({ baseUrl, headers, fetch });
  const kyClient = ky.create({ prefixUrl: baseUrl, headers, fetch });
  const julep = new Julep({ baseURL: baseUrl, apiKey: KEY, fetch });
  const openai = new OpenAI({ baseURL: baseUrl, apiKey: KEY, fetch });
  return [
    {
      name: "fetch",
      async call() {
        const path = `/v1/agents/jobs/${encodeURIComponent(JOB)}/status/`;
        const response = await fetch(`${baseUrl}${path}?organization_id=${encodeURIComponent(ORGANIZATION)}`, {
          headers,
        });
        if (!response.ok) throw new Error(`status ${response.status}`);
        return response.json();
      },
    },
    { name: "specloom", call: () => roe.agents.jobs.getStatus(JOB) },
    {
      name: "openapi-fetch",
      async call() {
        const init = { params: { path: { job_id: JOB }, query } };
        const { data, error } = await plain.GET("/v1/agents/jobs/{job_id}/status/", init);
        if (error !== undefined) throw new Error("an error status");
        return data;
      },
    },
    { name: "ky", call: () => kyClient.get(`v1/agents/jobs/${JOB}/status/`, { searchParams: query }).json() },
    { name: "@julep/sdk", call: () => julep.jobs.get(JOB) },
    { name: "openai", call: () => openai.batches.retrieve(JOB) },
  ];
}
