/** Words of one meaning in paths or fields: lower case, without separators. */
interface JobWords {
  readonly words: string;
  /** Where they were seen. */
  readonly seen: string;
}

export type JobSign = "state" | "lifecycle" | "operation" | "start" | "result" | "partOfResult" | "cancel" | "batch";

export const jobWords: Readonly<Record<JobSign, readonly JobWords[]>> = {
  /** Fields that tell how far a job has come; the first that does so counts. */
  state: [
    { words: "provisioningstate status state", seen: "Azure; nearly all job APIs" },
    {
      words: "jobstatus jobstate taskstatus taskstate runstatus statuscode phase",
      seen: "agents, queues and clusters",
    },
  ],
  /** Things that live until somebody ends them, whatever their states are called. */
  lifecycle: [
    { words: "room hall session meeting conversation thread chat channel stream", seen: "call, chat and video APIs" },
    { words: "user account member customer contact company team organization", seen: "directories; CRM" },
    { words: "subscription order invoice contract campaign invitation invite license", seen: "shops and billing" },
    { words: "ticket issue incident alert case project workspace environment", seen: "trackers and monitors" },
    { words: "device server instance machine database bucket domain webhook connection", seen: "hosting" },
  ],
  /** Things that only tell how another operation goes on. */
  operation: [
    { words: "operation operationstatus operationresult asyncoperation job task", seen: "Azure; cloud APIs" },
  ],
  /** Last words of a path that starts a job elsewhere than where the jobs are. */
  start: [
    { words: "run start create submit execute launch trigger", seen: "agent, workflow and queue APIs" },
    { words: "generate render async begin", seen: "media APIs" },
  ],
  /** What lies below a job and is its result: it shows that there is a job. */
  result: [{ words: "result results output outputs", seen: "model, queue and render APIs" }],
  /** What lies below a job and is its result, but below other things too. */
  partOfResult: [{ words: "content download artifact artifacts", seen: "export, media and build APIs" }],
  cancel: [{ words: "cancel abort stop terminate", seen: "nearly all job APIs" }],
  batch: [{ words: "statuses status batch batchget", seen: "queue and agent APIs" }],
};

/** Whether a word is among those of a sign. */
export function isJobWord(sign: JobSign, word: string): boolean {
  return jobWords[sign].some(({ words }) => words.split(" ").includes(word));
}

/** The place of a word among those of a sign; -1 where it is none of them. */
export function jobWordRank(sign: JobSign, word: string): number {
  return jobWords[sign].flatMap(({ words }) => words.split(" ")).indexOf(word);
}
