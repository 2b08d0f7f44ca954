/** Words of one meaning in paths or fields: lower case, without separators. */
interface JobWords {
  readonly words: string;
  /** Where they were seen. */
  readonly seen: string;
}

export const jobWords = {
  /** Fields that tell how far a job has come; the first that does so counts. */
  state: [
    { words: "provisioningstate status state", seen: "Azure; nearly all job APIs" },
    {
      words: "jobstatus jobstate taskstatus taskstate runstatus statuscode phase",
      seen: "agents, queues and clusters",
    },
  ],
  /** Objects in an answer, beside those that wrap any answer, that may hold the state. */
  holder: [
    { words: "job task run attributes info", seen: "queues and agents; JSON:API" },
    { words: "status state", seen: "cluster and data APIs, whose status is an object" },
  ],
  /** Fields beside the state that tell how the work ended, and are null before. */
  outcome: [{ words: "conclusion outcome result verdict", seen: "build and test APIs" }],
  /** Flags that the work has ended. */
  end: [
    {
      words: "done isdone finished isfinished complete iscomplete completed iscompleted",
      seen: "Google's APIs; queues",
    },
  ],
  /** Flags that say whether the finished work succeeded. */
  verdict: [
    {
      words: "success successful succeeded issuccess issuccessful ok failed isfailed haserror haserrors iserror",
      seen: "services whose flags are kept apart: ended, and well",
    },
  ],
  /** Fields that tell what went wrong. */
  error: [
    { words: "error errors errormessage failure failurereason failuremessage lasterror", seen: "nearly all job APIs" },
    { words: "errormsg errordetail errordetails failreason failedreason", seen: "media and queue APIs" },
  ],
  /** Fields that hold what the work has made. */
  product: [
    { words: "result results output outputs response", seen: "Google's APIs; queues" },
    { words: "resulturl outputurl downloadurl", seen: "media and export APIs" },
  ],
  /** States of a thing that is kept, and at some time removed. */
  removal: [
    { words: "deleting terminating destroying deprovisioning decommissioning", seen: "hosting and cluster APIs" },
  ],
  /** Things whose states other services report, however they end. */
  reported: [{ words: "check checkrun checksuite commitstatus deploymentstatus", seen: "code hosts" }],
  /** Things that live until somebody ends them, whatever their states are called. */
  lifecycle: [
    { words: "room hall session meeting conversation thread chat channel stream", seen: "call, chat and video APIs" },
    { words: "webinar conference broadcast livestream lobby auction", seen: "what people hold and take part in" },
    { words: "user account member customer contact company team organization", seen: "directories; CRM" },
    { words: "subscription order invoice contract campaign invitation invite license loan", seen: "shops and billing" },
    { words: "ticket issue incident alert case project workspace environment", seen: "trackers and monitors" },
    { words: "booking reservation appointment event", seen: "calendars and travel" },
    { words: "device server instance machine database bucket domain webhook connection", seen: "hosting" },
    {
      words: "vm virtualmachine pod container cluster sandbox notebook",
      seen: "hosting: `running` is what they are there for",
    },
    { words: "printer scanner sensor camera robot vehicle", seen: "devices that are at work and then wait for more" },
    {
      words: "election poll survey exam quiz lesson course enrollment assessment assignment",
      seen: "what people take part in",
    },
    { words: "purchase shipment parcel todo checklist goal", seen: "shops and trackers: people bring them to an end" },
  ],
  /** What lies below a thing that its user brings to an end: it does not end by itself. */
  completion: [{ words: "complete completed finish finalize commit", seen: "upload, checkout and task APIs" }],
  /** Things that only tell how another operation goes on. */
  operation: [
    { words: "operation operationstatus operationresult asyncoperation job task", seen: "Azure; cloud APIs" },
    { words: "status", seen: "services with one path for the status of all work" },
  ],
  /** Last words of a path that starts a job elsewhere than where the jobs are. */
  start: [
    { words: "run start create submit execute launch trigger", seen: "agent, workflow and queue APIs" },
    { words: "generate render async begin", seen: "media APIs" },
  ],
  /** Any answer can have the ids of these things. Such an id is the id of a job only if the status takes it. */
  envelope: [
    { words: "request trace span correlation log", seen: "gateways that wrap each answer" },
    { words: "org organization account tenant team workspace project user", seen: "services of many customers" },
  ],
  /** Whose tokens a request needs that goes on with work. */
  token: [
    { words: "task job run workflow resume pause continue continuation callback", seen: "workflow and agent APIs" },
  ],
  /** Verbs for work that started before. */
  resumption: [{ words: "resume continue unpause", seen: "workflow and agent APIs" }],
  /** What lies below a job and is its result: it shows that there is a job. */
  result: [{ words: "result results output outputs", seen: "model, queue and render APIs" }],
  /** What lies below a job and is its result, but below other things too. */
  partOfResult: [
    { words: "content download artifact artifacts", seen: "export, media and build APIs" },
    { words: "draft", seen: "APIs whose work writes a text that a person goes over" },
  ],
  cancel: [{ words: "cancel cancellation abort stop terminate kill", seen: "nearly all job APIs" }],
  batch: [{ words: "statuses status batch batchget batchstatus bulkstatus", seen: "queue and agent APIs" }],
} satisfies Record<string, readonly JobWords[]>;

export type JobSign = keyof typeof jobWords;

const ranks = new Map(
  Object.entries(jobWords).map(([sign, rows]) => {
    const words = rows.flatMap((row: JobWords) => row.words.split(" "));
    return [sign, new Map(words.map((word, rank) => [word, rank] as const))] as const;
  }),
);

/** Whether a word is among those of a sign. */
export function isJobWord(sign: JobSign, word: string): boolean {
  return jobWordRank(sign, word) !== -1;
}

/** The place of a word among those of a sign; -1 where it is none of them. */
export function jobWordRank(sign: JobSign, word: string): number {
  return ranks.get(sign)?.get(word) ?? -1;
}
