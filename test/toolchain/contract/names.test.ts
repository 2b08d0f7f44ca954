import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLock } from "../../../packages/toolchain/src/contract/names/lock.js";
import { candidateNames } from "../../../packages/toolchain/src/contract/names/candidates.js";
import { printContract } from "../../../packages/toolchain/src/contract/print-contract.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import type { Json, JsonObject } from "../../../packages/toolchain/src/json.js";
import { propertyRuns } from "../../support/property.js";
import { contractOf, documentWith, failureOf, identity, lineHere, namesOf } from "./support.js";

/** operationId (or `-`), route, whether one thing or many are answered, and the name. */
const styles: Record<
  string,
  readonly (readonly [id: string, route: string, name: string, answers?: "one" | "many"])[]
> = {
  "drf-spectacular": [
    ["v1_agents_jobs_list", "GET /v1/agents/{agent_id}/jobs/", "agents.jobs.list"],
    ["v1_agents_jobs_create", "POST /v1/agents/{agent_id}/jobs/", "agents.jobs.create"],
    ["v1_agents_jobs_retrieve", "GET /v1/agents/jobs/{job_id}/", "agents.jobs.get"],
    ["v1_agents_jobs_retrieve_2", "GET /v1/agents/{agent_id}/jobs/{job_id}/", "agents.jobs.get"],
    ["v1_agents_jobs_update", "PUT /v1/agents/jobs/{job_id}/", "agents.jobs.update"],
    ["v1_agents_jobs_partial_update", "PATCH /v1/agents/jobs/{job_id}/", "agents.jobs.partialUpdate"],
    ["v1_agents_jobs_destroy", "DELETE /v1/agents/jobs/{job_id}/", "agents.jobs.delete"],
    ["v1_agents_jobs_status_retrieve", "GET /v1/agents/jobs/{job_id}/status/", "agents.jobs.getStatus"],
    ["v1_agents_jobs_result_retrieve", "GET /v1/agents/jobs/{agent_job_id}/result/", "agents.jobs.getResult"],
    ["v1_agents_jobs_cancel_create", "POST /v1/agents/jobs/{job_id}/cancel/", "agents.jobs.cancel"],
  ],
  FastAPI: [
    ["get_job_status_jobs__job_id__get", "GET /jobs/{job_id}", "jobs.getStatus"],
    ["get_job_status_api_v1_jobs__job_id__get", "GET /api/v1/jobs/{job_id}", "jobs.getStatus"],
    ["list_jobs_jobs_get", "GET /jobs", "jobs.list"],
    ["read_users_me_users_me_get", "GET /users/me", "users.getMe"],
    ["create_item_for_user_users__user_id__items__post", "POST /users/{user_id}/items/", "users.items.create"],
    ["delete_item_items__item_id__delete", "DELETE /items/{item_id}", "items.delete"],
  ],
  "a verb that is a word of the path's resource": [
    ["load-balancer-health", "GET /load-balancers/{id}/health", "loadBalancers.getHealth"],
    ["file_upload", "GET /file-uploads/{id}", "fileUploads.get"],
    ["async-search-status", "GET /_async_search/status/{id}", "asyncSearch.status.get"],
    ["load_balancers_create", "POST /load_balancers", "loadBalancers.create"],
    ["loadConfigFile", "POST /load_balancers", "loadBalancers.loadConfigFile"],
    ["uploadFiles", "POST /upload-files", "uploadFiles.upload"],
  ],
  "an HTTP method at the end": [
    ["dropletActions_post", "POST /v2/droplets/{id}/actions", "droplets.actions.create"],
    ["message_batches_post", "POST /v1/messages/batches", "messages.batches.create"],
    ["pool_tags_patch", "PATCH /pools/{id}/tags/{tag}", "pools.tags.update"],
    ["pool_tags_put", "PUT /pools/{id}/tags/{tag}", "pools.tags.replace"],
    ["create_post", "POST /blogs/{id}/posts", "blogs.posts.create"],
  ],
  "a call as the only segment": [
    ["-", "POST /get_rates", "getRates"],
    ["post-cancel-fulfillment", "POST /v1/cancel_fulfillment", "cancelFulfillment"],
    ["sendMessage", "POST /sendMessage", "sendMessage"],
    ["getUsers", "POST /get-users", "getUsers"],
    ["-", "GET /getUser", "getUser"],
    ["-", "POST /load_balancers", "loadBalancers.create"],
    ["-", "POST /export-jobs", "exportJobs.create"],
    ["-", "GET /deploy-keys", "deployKeys.list", "many"],
  ],
  "actions alone": [
    ["index", "GET /tags", "tags.list", "many"],
    ["show", "GET /tags/{tag}", "tags.get"],
    ["store", "POST /tags", "tags.create"],
    ["destroy", "DELETE /tags/{tag}", "tags.delete"],
    ["store", "GET /store", "store.get"],
  ],
  "NSwag's lists and numbers": [
    ["TodoItems_GetTodoItemsWithPagination", "GET /api/TodoItems", "todoItems.list"],
    ["TodoLists_Get2", "GET /api/TodoLists/{id}", "todoLists.get"],
    ["UsersAll", "GET /Users", "users.list"],
    ["UsersAll", "GET /Users/all", "users.getAll"],
  ],
  "a version in the middle": [
    ["-", "GET /admin/api/2024-01/products/{id}.json", "admin.products.get"],
    ["-", "GET /shop/rest/v2/products/{id}", "shop.products.get"],
    ["-", "GET /shop/api/products/{id}", "shop.api.products.get"],
    ["listCoreV1NamespacedPod", "GET /api/v1/namespaces/{namespace}/pods", "namespaces.pods.list", "many"],
    [
      "readCoreV1NamespacedPodStatus",
      "GET /api/v1/namespaces/{namespace}/pods/{name}/status",
      "namespaces.pods.getStatus",
    ],
  ],
  Goa: [
    ["sommelier#sign in", "POST /signin", "sommelier.signIn"],
    ["storage#show", "GET /storage/{id}", "storage.get"],
  ],
  change: [
    ["changePassword", "POST /users/{id}/change-password", "users.changePassword"],
    ["zone-settings-change-ssl", "PUT /zones/{z}/settings/ssl", "zones.settings.changeSsl"],
    ["getChanges", "GET /changes", "changes.list", "many"],
  ],
  "a verb that only the path shows": [
    ["upscaleImage", "POST /images/{id}/upscale", "images.upscale"],
    ["recolour_dial_faces", "POST /dial-faces/recolour", "dialFaces.recolour"],
    ["repot_plant", "POST /plants/{id}/actions/repot", "plants.actions.repot"],
    ["upscalePreview", "POST /images/{id}/upscale", "images.upscalePreview"],
  ],
  "verb and noun": [
    ["getUsers", "GET /users", "users.list", "many"],
    ["getUserById", "GET /users/{userId}", "users.get"],
    ["getUserByName", "GET /user/{username}", "user.getByName"],
    ["getSettings", "GET /settings", "settings.get", "one"],
    ["createChatCompletion", "POST /chat/completions", "chat.completions.create"],
    ["getChatCompletionMessages", "GET /chat/completions/{id}/messages", "chat.completions.messages.list", "many"],
    ["RetrieveContainerFileContent", "GET /containers/{id}/files/{file_id}/content", "containers.files.getContent"],
    ["cancelEvalRun", "POST /evals/{eval_id}/runs/{run_id}", "evals.runs.cancel"],
    ["pauseFineTuningJob", "POST /fine_tuning/jobs/{id}/pause", "fineTuning.jobs.pause"],
    ["validateGrader", "POST /fine_tuning/alpha/graders/validate", "fineTuning.alpha.graders.validate"],
    [
      "listFilesInVectorStoreBatch",
      "GET /vector_stores/{id}/file_batches/{b}/files",
      "vectorStores.fileBatches.files.list",
    ],
    ["findPetsByStatus", "GET /pet/findByStatus", "pet.findByStatus"],
    ["uploadFile", "POST /pet/{petId}/uploadImage", "pet.uploadFile"],
    ["retrieve-project-api-key", "GET /organization/projects/{p}/api_keys/{k}", "organization.projects.apiKeys.get"],
    ["usage-embeddings", "GET /organization/usage/embeddings", "organization.usage.embeddings.list", "many"],
    ["createThreadAndRun", "POST /threads/runs", "threads.runs.createAndRun"],
    ["createAPI", "POST /branches/{branch}/apis", "branches.apis.create"],
    ["bulkCreateKeyword", "POST /campaigns/{id}/bulk_create_keyword", "campaigns.bulkCreateKeyword"],
    ["bulkDeleteAdsByListing", "POST /campaigns/{id}/bulk_delete_ads_by_listing", "campaigns.bulkDeleteAdsByListing"],
  ],
  "a noun or a verb alone": [
    ["health", "GET /health", "health.get"],
    ["search", "POST /search", "search.search"],
  ],
  "noun and verb": [
    ["admin-api-keys-list", "GET /organization/admin_api_keys", "organization.adminApiKeys.list"],
    ["users_retrieve", "GET /users/{id}", "users.get"],
  ],
  "groups of the author": [
    ["session.prompt_async", "POST /session/{id}/prompt", "session.promptAsync"],
    ["v2.provider.list", "GET /api/provider", "v2.provider.list"],
    [
      "actions/list-jobs-for-workflow-run",
      "GET /repos/{owner}/{repo}/actions/runs/{id}/jobs",
      "actions.listJobsForWorkflowRun",
    ],
    ["a.b.c.d.list", "GET /a", "a.b.c.listD"],
  ],
  "no id": [
    ["-", "GET /users", "users.list"],
    ["-", "GET /organization/usage", "organization.usage.list", "many"],
    ["-", "GET /users/{id}", "users.get"],
    ["-", "POST /users", "users.create"],
    ["-", "POST /users/{id}", "users.update"],
    ["-", "PUT /users/{id}", "users.replace"],
    ["-", "PATCH /users/{id}", "users.update"],
    ["-", "DELETE /users/{id}", "users.delete"],
    ["-", "DELETE /users/{id}/posts/{post_id}/like", "users.posts.deleteLike"],
    ["-", "DELETE /users/{id}/follow", "users.deleteFollow"],
    ["-", "DELETE /jobs/{id}/cancel", "jobs.cancel"],
    ["-", "DELETE /users/{id}/unfollow", "users.unfollow"],
    ["-", "HEAD /users/{id}", "users.head"],
    ["-", "GET /users/{id}/avatar", "users.getAvatar"],
    ["-", "PUT /users/{id}/avatar", "users.replaceAvatar"],
    ["-", "POST /tasks/{id}/approve", "tasks.approve"],
    ["-", "POST /v1/projects/{p}/jobs/{j}:cancel", "projects.jobs.cancel"],
    ["-", "GET /health", "health.get"],
    ["-", "GET /api/v{version}/policies", "policies.list"],
    ["-", "POST /V1.0/Tickets/query", "tickets.query"],
    ["54763641281d830c946a3d75", "GET /incidents", "incidents.list"],
    ["-", "GET /branches/{branch}/apis", "branches.apis.list"],
    ["-", "POST /branches/{branch}/wikis", "branches.wikis.create"],
    ["-", "GET /a/{x}/bs/{y}/cs/{z}/ds", "a.bs.cs.listDs"],
    ["-", "GET /", "root.get"],
    ["api/v{version:apiVersion}/odata/Invoices", "GET /api/v1/odata/Invoices", "odata.invoices.list"],
  ],
  "awkward words": [
    ["delete", "DELETE /import", "import.delete"],
    ["get", "GET /constructor", "constructorResource.get"],
    ["list_client", "GET /client", "clientResource.list", "many"],
    ["toString", "GET /things", "things.toStringCall"],
    ["then", "POST /things/{id}/then", "things.thenCall"],
    ["get2fa", "GET /user/manage/2fa", "user.manage.twoFa.get2fa"],
    ["-", "GET /360-views", "threeSixZeroViews.list"],
    ["-", "GET /٣d", "x٣d.get"],
    ["读取用户", "GET /用户/{id}", "用户.读取用户"],
    ['x"; process.exit()//', "POST /`${a}`", "xProcessExit"],
  ],
};

describe("derived names", () => {
  describe.each(Object.entries(styles))("%s", (_, rows) => {
    it.each(rows.map(([id, route, name, answers]) => ({ id, route, name, answers })))(
      "$id ($route) is $name",
      ({ id, route, name, answers }) => {
        const [method = "", path = ""] = route.split(/ (.*)/s);
        const source = {
          method,
          path,
          ...(id === "-" ? {} : { operationId: id }),
          ...(answers === undefined ? {} : { answers }),
        };
        expect(candidateNames(source).names[0]).toBe(name);
      },
    );
  });
});

const operations = (entries: Record<string, { id?: string; name?: Json }>): JsonObject => {
  const paths: Record<string, JsonObject> = {};
  for (const [route, { id, name }] of Object.entries(entries)) {
    const [method = "", path = ""] = route.split(/ (.*)/s);
    const parameters = [...new Set(path.match(/[^{}]+(?=\})/g))].map((parameter) => ({
      name: parameter,
      in: "path",
      required: true,
    }));
    const operation: JsonObject = {
      parameters,
      ...(id === undefined ? {} : { operationId: id }),
      ...(name === undefined ? {} : { "x-specloom-name": name }),
    };
    Object.defineProperty(paths, path, {
      value: { ...paths[path], [method.toLowerCase()]: operation },
      enumerable: true,
      configurable: true,
    });
  }
  return { openapi: "3.1.0", paths };
};

const named = (entries: Parameters<typeof operations>[0], locked: Parameters<typeof readContract>[2] = []) => {
  const { contract, notes } = readContract(documentWith(operations(entries)), identity, locked);
  return {
    names: namesOf(contract),
    origins: Object.fromEntries(contract.operations.map(({ id, origins }) => [id, origins.name])),
    notes,
  };
};

describe("a collection, whatever its last word", () => {
  const list: JsonObject = {
    responses: { 200: { description: "", content: { "application/json": { schema: { type: "array" } } } } },
  };
  const done: JsonObject = { responses: { 204: { description: "" } } };
  it.each([
    { ids: "a noun in the singular", at: "/policies/dummy/", word: "dummy" },
    { ids: "a noun that is a verb too", at: "/mappings/scope", word: "scope" },
    { ids: "a verb", at: "/stages/deny", word: "deny" },
    { ids: "two words", at: "/policies/event_matcher", word: "eventMatcher" },
  ])("$ids", ({ at, word }) => {
    const id = (action: string): { operationId: string } => ({
      operationId: `${at.replaceAll("/", " ").trim().replace(" ", "_")}_${action}`,
    });
    const item = `${at.replace(/\/$/u, "")}/{id}`;
    const paths = {
      [at]: { get: { ...id("list"), ...list }, post: { ...id("create"), ...done } },
      [item]: {
        get: { ...id("retrieve"), ...done },
        patch: { ...id("partial_update"), ...done },
        delete: { ...id("destroy"), ...done },
      },
      [`${item}/used_by`]: { get: { ...id("used_by_list"), ...list } },
    };
    const { contract, notes } = readContract(documentWith({ openapi: "3.1.0", paths }), identity);
    const resource = `${at.split("/")[1] ?? ""}.${word}`;
    expect(contract.operations.map(({ name }) => name)).toEqual(
      ["list", "create", "get", "partialUpdate", "delete", "listUsedBy"].map((method) => `${resource}.${method}`),
    );
    expect(notes).toEqual([]);
  });

  it("needs a GET of the list and of one item", () => {
    const paths = {
      "/jobs/status": { get: list },
      "/jobs/{id}/cancel": { post: done },
      "/images/upscale": { post: list },
      "/images/upscale/{id}": { get: done },
    };
    const { contract } = readContract(documentWith({ openapi: "3.1.0", paths }), identity);
    expect(contract.operations.map(({ name }) => name).slice(0, 2)).toEqual(["jobs.getStatus", "jobs.cancel"]);
  });
});

describe("names that clash", () => {
  it("spell an id where another operation has the name without it", () => {
    const { names } = named({
      "GET /berths/{berth_id}/boat": { id: "berths/get-boat" },
      "GET /boats/{boat_id}": { id: "berths/get-boat-by-id" },
    });
    expect(names).toEqual({ "berths/get-boat": "berths.getBoat", "berths/get-boat-by-id": "berths.getBoatById" });
  });

  it("leave the update to PATCH where another operation says it too and replaces", () => {
    const { names, notes } = named({
      "GET /calendars/{c}/events/{e}": { id: "calendar.events.get" },
      "PATCH /calendars/{c}/events/{e}": { id: "calendar.events.patch" },
      "PUT /calendars/{c}/events/{e}": { id: "calendar.events.update" },
      "PUT /calendars/{c}/settings/{s}": { id: "calendar.settings.update" },
    });
    expect(Object.values(names)).toEqual(["events.get", "events.update", "events.replace", "settings.update"]);
    expect(notes).toEqual([]);
  });

  it("spell of a path only what the resource does not say", () => {
    const { names } = named({
      "GET /animal/search": {},
      "POST /animal/search": {},
      "GET /published/{project}": {},
      "GET /published/{project}/{file}": {},
    });
    expect(Object.values(names)).toEqual([
      "animal.getSearch",
      "animal.postSearch",
      "published.getByProject",
      "published.getByProjectByFile",
    ]);
    const twins = named({ "GET /people/{number}": {}, "GET /people/{number}/": {} }).names;
    expect(Object.values(twins)).toEqual(["people.get", "people.getWithSlash"]);
    const [, next] = candidateNames({ method: "GET", path: "/", tags: ["Health"] }).names;
    expect(next).toBe("health.getRoot");
  });

  it("fall back together: to their versions, and the note has the action that settles it", () => {
    const { names, notes } = named({
      "GET /v1/jobs/{id}/": { id: "v1_jobs_retrieve" },
      "GET /v1/teams/{team}/": { id: "v1_teams_retrieve" },
      "GET /v2/jobs/{id}/": { id: "v2_jobs_retrieve" },
    });
    expect(names).toEqual({
      v1_jobs_retrieve: "v1.jobs.get",
      v1_teams_retrieve: "teams.get",
      v2_jobs_retrieve: "v2.jobs.get",
    });
    expect(notes.map(({ kind, operation }) => [kind, operation])).toEqual([
      ["fallback", "v1_jobs_retrieve"],
      ["fallback", "v2_jobs_retrieve"],
    ]);
    expect(notes[0]?.action).toBe(
      "- target: $.paths['/v1/jobs/{id}/'].get\n  description: Say here why.\n  update:\n    x-specloom-name: jobs.get\n",
    );
  });

  it("stay with the operation that has no version", () => {
    const { names, notes } = named({ "GET /users": {}, "GET /v1/users": {}, "GET /v2/users": {} });
    expect(names).toEqual({
      "GET /users": "users.list",
      "GET /v1/users": "v1.users.list",
      "GET /v2/users": "v2.users.list",
    });
    expect(notes).toEqual([]);
  });

  it("stay with the operation whose path has no verb", () => {
    const routes = ["GET /users/get/{id}", "GET /users/{id}", "POST /send/{channel}", "POST /send"];
    const { names } = named(Object.fromEntries(routes.map((route) => [route, {}])));
    expect(names).toMatchObject({ "GET /users/{id}": "users.get", "POST /send": "send.send" });
  });

  it("fall back to versions that are dates or numbers", () => {
    const routes = ["GET /2024-01-01/widgets", "GET /2024-06-01/widgets", "GET /rest/2/gears", "GET /rest/3/gears"];
    const { names } = named(Object.fromEntries(routes.map((route) => [route, {}])));
    expect(Object.values(names)).toEqual([
      "v20240101.widgets.list",
      "v20240601.widgets.list",
      "v2.gears.list",
      "v3.gears.list",
    ]);
  });

  it("end in their versions where they are deep", () => {
    const { names } = named({
      "GET /apis/batch/v1/namespaces/{space}/cronjobs": { id: "listBatchV1NamespacedCronJob" },
      "GET /apis/batch/v2/namespaces/{space}/cronjobs": { id: "listBatchV2NamespacedCronJob" },
      "GET /a/2024-01-01/b/{b}/widgets/{id}": { id: "getWidgetA" },
      "GET /a/2024-06-01/b/{b}/widgets/{id}": { id: "getWidgetB" },
      "DELETE /v3/shops/{s}/carts/{c}/lines/{id}": {},
      "DELETE /v4/shops/{s}/carts/{c}/lines/{id}": {},
    });
    expect(Object.values(names)).toEqual([
      "batch.namespaces.cronjobs.listV1",
      "batch.namespaces.cronjobs.listV2",
      "a.b.widgets.getV20240101",
      "a.b.widgets.getV20240601",
      "shops.carts.lines.deleteV3",
      "shops.carts.lines.deleteV4",
    ]);
  });

  it("tell a verb from what takes it back", () => {
    const { names } = named({ "POST /posts/{id}/like": {}, "PUT /posts/{id}/star": {}, "DELETE /posts/{id}/like": {} });
    expect(names).toEqual({
      "POST /posts/{id}/like": "posts.like",
      "PUT /posts/{id}/star": "posts.star",
      "DELETE /posts/{id}/like": "posts.deleteLike",
    });
  });

  it("fall back to method and path where there is no id", () => {
    const { names } = named({ "GET /users/{id}": {}, "GET /users/-/{id}": {}, "GET /users": {} });
    expect(names).toEqual({
      "GET /users": "users.list",
      "GET /users/{id}": "operations.get$2f$users$2f$$7b$id$7d$",
      "GET /users/-/{id}": "operations.get$2f$users$2f$$2d$$2f$$7b$id$7d$",
    });
  });

  it("are spelled out where even that is shared", () => {
    const { names } = named({ "GET /a-b": {}, "GET /a_b": {} });
    expect(names).toEqual({ "GET /a-b": "operations.get$2f$a$2d$b", "GET /a_b": "operations.get$2f$a$5f$b" });
  });

  it("are those of a method and a resource too: what lies below gives way", () => {
    const { names, notes } = named({
      "GET /a": { id: "vcs.diff" },
      "GET /b": { id: "vcs.diff.raw" },
      "GET /c": { id: "vcs.log" },
    });
    expect(names).toEqual({ "vcs.diff": "vcs.diff", "vcs.diff.raw": "vcs.diffRaw", "vcs.log": "vcs.log" });
    expect(notes.map(({ operation, action }) => [operation, action])).toEqual([
      ["vcs.diff.raw", expect.stringContaining("x-specloom-name: vcs.diffRaw")],
    ]);
  });

  it("never move a declared or locked one", () => {
    const entries = {
      "GET /v1/jobs/{id}/": { id: "v1_jobs_retrieve", name: "jobs.get" },
      "GET /v2/jobs/{id}/": { id: "v2_jobs_retrieve" },
    };
    expect(named(entries).names).toEqual({ v1_jobs_retrieve: "jobs.get", v2_jobs_retrieve: "v2.jobs.get" });
  });
});

/** An entry of an earlier contract. */
const lockedName = (id: string, route: string, name: string) => {
  const [method = "", path = ""] = route.split(" ");
  return { id, method, path, name };
};

describe("the lock", () => {
  it("wins over derivation, and a declaration over the lock, with a note", () => {
    const { names, origins, notes } = named(
      { "GET /a": { id: "a" }, "GET /b": { id: "b", name: "things.second" }, "GET /c": { id: "c" } },
      [
        lockedName("a", "GET /a", "old.first"),
        lockedName("b", "GET /b", "old.second"),
        lockedName("c", "GET /c", "c.c"),
      ],
    );
    expect(names).toEqual({ a: "old.first", b: "things.second", c: "c.c" });
    expect(origins).toEqual({ a: "locked", b: "declared", c: "derived" });
    expect(notes.map(({ kind, message, action }) => [kind, message, action])).toEqual([
      [
        "renamed",
        "'old.second' becomes 'things.second': code that uses it breaks. An alias keeps the old name, deprecated.",
        "- target: $.paths['/b'].get\n  description: Say here why.\n  update:\n    x-specloom-name:\n      name: things.second\n" +
          "      aliases:\n        - old.second\n",
      ],
    ]);
  });

  it("says nothing of a rename that keeps the earlier name", () => {
    const { names, notes } = named(
      { "GET /b": { id: "b", name: { name: "things.second", aliases: ["old.second"] } } },
      [lockedName("b", "GET /b", "old.second")],
    );
    expect([names, notes]).toEqual([{ b: "things.second" }, []]);
  });

  it("keeps a name when only the operationId changes", () => {
    const { names } = named({ "GET /a": { id: "renamed" } }, [lockedName("a", "GET /a", "old.first")]);
    expect(names).toEqual({ renamed: "old.first" });
  });

  it("gives a route's name to nobody while the operation that has it is still there", () => {
    const { names } = named({ "GET /a": { id: "new" }, "GET /b": { id: "moved" } }, [
      lockedName("moved", "GET /a", "old.first"),
    ]);
    expect(names).toEqual({ new: "a.new", moved: "old.first" });
  });

  it.each([
    ["no JSON", "<<<<<<< HEAD", "contract.json is not JSON"],
    ["no contract", "[]", "contract.json has no list of operations."],
    [
      "an operation without a name",
      '{"operations":[{"id":"a","method":"GET","path":"/a"}]}',
      "Operation 0 of contract.json has no id, name, method or path.",
    ],
  ])("cannot be %s", (_, text, message) => {
    const read = () => parseLock({ path: "contract.json", text }).operations;
    expect(read).toThrow(expect.objectContaining({ code: "contract/lock", location: { file: "contract.json" } }));
    expect(read).toThrow(message);
  });
});

/** Two operations, each with a line of its own. */
const twoOperations = (first: string, second: string): string => `
paths:
  /a:
    get:
      operationId: a
      ${first}
  /b:
    get:
      operationId: b
      ${second}
`;

describe("declared names that clash", () => {
  it.each([
    {
      given: "as an alias with the name of another",
      text: twoOperations(
        "x-specloom-name: jobs.get",
        "x-specloom-name: { name: jobs.find, aliases: [jobs.get] } # here",
      ),
      locked: [],
      message:
        "Operations 'b' and 'a' (api.yaml:7:7 (/paths/~1a/get/x-specloom-name)) clash: both would be 'jobs.get'.",
    },
    {
      given: "as an alias with the resource of another",
      text: twoOperations(
        "x-specloom-name: jobs.status.get # here",
        "x-specloom-name: { name: jobs.getStatus, aliases: [jobs.status] }",
      ),
      locked: [],
      message:
        "Operations 'a' and 'b' (api.yaml:11:7 (/paths/~1b/get/x-specloom-name)) clash: 'jobs.status' would be a method and the resource of 'jobs.status.get'.",
    },
    {
      given: "as aliases of one operation",
      text: twoOperations("x-specloom-name: { name: jobs.get, aliases: [jobs.one, jobs.one] } # here", ""),
      locked: [],
      message: "The names of operation 'a' clash: both would be 'jobs.one'.",
    },
    {
      given: "with each other",
      text: twoOperations("x-specloom-name: jobs.get", "x-specloom-name: jobs.get # here"),
      locked: [],
      message:
        "Operations 'b' and 'a' (api.yaml:7:7 (/paths/~1a/get/x-specloom-name)) clash: both would be 'jobs.get'.",
    },
    {
      given: "as method and resource",
      text: twoOperations("x-specloom-name: jobs.status", "x-specloom-name: jobs.status.get # here"),
      locked: [],
      message:
        "Operations 'b' and 'a' (api.yaml:7:7 (/paths/~1a/get/x-specloom-name)) clash: 'jobs.status' would be a method and the resource of 'jobs.status.get'.",
    },
    {
      given: "with a locked one, whichever stands first",
      text: twoOperations("x-specloom-name: jobs.get # here", ""),
      locked: [{ id: "b", method: "GET", path: "/b", name: "jobs.get" }],
      message: "Operations 'a' and 'b' (api.yaml:9:5 (/paths/~1b/get)) clash: both would be 'jobs.get'.",
    },
  ])("$given are refused with both places", ({ text, locked, message }) => {
    const failure = failureOf(text, locked);
    expect(failure.code).toBe("contract/name-taken");
    expect(failure.message).toBe(message);
    expect(failure.location).toMatchObject({ file: "api.yaml", line: lineHere(text) });
  });
});

describe("aliases", () => {
  it("stand in the contract, and no derived name takes one", () => {
    const entries = {
      "GET /jobs/{id}": { id: "getJob", name: { name: "jobs.read", aliases: ["jobs.get"] } },
      "GET /v2/jobs/{id}": { id: "fetchJob" },
    };
    const { contract } = readContract(documentWith(operations(entries)), identity);
    expect(contract.operations.map(({ name, aliases }) => [name, aliases])).toEqual([
      ["jobs.read", ["jobs.get"]],
      ["v2.jobs.get", undefined],
    ]);
  });

  it.each([
    ["an alias that is the name", "{ name: jobs.get, aliases: [jobs.get] }", "different from the current one"],
    ["an alias that no identifier can be", "{ name: jobs.get, aliases: ['jobs get'] }", "up to three resources"],
    ["a reserved alias", "{ name: jobs.get, aliases: [client.get] }", "a name without 'client'"],
    [
      "an alias below a resource, of the client's own method",
      "{ name: ping, aliases: [root.get] }",
      "without resources",
    ],
    ["no name", "{ aliases: [jobs.get] }", "The key 'name' is missing."],
    ["another key", "{ name: jobs.get, alias: jobs.all }", "Unknown key 'alias'"],
    ["no list", "{ name: jobs.get, aliases: jobs.all }", "Expected a list"],
  ])("%s is refused", (_, declared, message) => {
    const failure = failureOf(twoOperations(`x-specloom-name: ${declared} # here`, ""));
    expect(failure.code).toBe("contract/declaration");
    expect(failure.message).toContain(message);
  });
});

describe("whatever the document", () => {
  const segment = fc.constantFrom(
    "users",
    "user",
    "a-b",
    "a_b",
    "aB",
    "status",
    "constructor",
    "raw",
    "v1",
    "api",
    "{id}",
    "{key}",
    "用户",
    "get",
    "$",
  );
  const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);
  const id = fc.oneof(
    fc.constantFrom(
      "get",
      "getUser",
      "get_user",
      "get-user",
      "users.get",
      "users.get.all",
      "users_list",
      "users/list",
      "toString",
      "__proto__",
      "🙂",
    ),
    fc.string({ maxLength: 8 }),
  );
  const route = fc.tuple(fc.constantFrom("GET", "POST", "PUT", "DELETE"), path);
  const document = fc
    .uniqueArray(fc.tuple(route, fc.option(id, { nil: undefined })), {
      selector: ([[method, where]]) => `${method} ${where}`,
      maxLength: 24,
    })
    .map((entries) => {
      const used = new Set<string>();
      return entries.map(([[method, where], operationId]): [string, { id?: string }] => {
        const known = operationId === undefined || operationId === "" || used.has(operationId);
        if (operationId !== undefined) used.add(operationId);
        return [`${method} ${where}`, known ? {} : { id: operationId }];
      });
    });
  const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

  it("names are identifiers, unique, none the resource of another, and at most three deep", () => {
    fc.assert(
      fc.property(document, (entries) => {
        const names = Object.values(named(Object.fromEntries(entries)).names);
        expect(new Set(names).size).toBe(entries.length);
        for (const name of names) {
          const segments = name.split(".");
          expect(segments.length).toBeGreaterThan(0);
          expect(segments.length).toBeLessThan(5);
          for (const part of segments) expect(part).toMatch(identifier);
          for (const part of segments) expect(part in {} || part === "then").toBe(false);
          for (const other of names) expect(other.startsWith(`${name}.`)).toBe(false);
        }
      }),
      propertyRuns(300),
    );
  });

  it("names do not depend on the order of the document", () => {
    fc.assert(
      fc.property(
        document.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        ([entries, shuffled]) => {
          expect(named(Object.fromEntries(shuffled)).names).toEqual(named(Object.fromEntries(entries)).names);
        },
      ),
      propertyRuns(300),
    );
  });

  it("a locked document keeps every name as operations come and go, and its lock does not change it", () => {
    fc.assert(
      fc.property(document, fc.nat(), (entries, cut) => {
        const before = Object.fromEntries(entries.slice(0, cut % (entries.length + 1)));
        const old = readContract(documentWith(operations(before)), identity).contract;
        const lock = parseLock({ path: "contract.json", text: printContract(old) }).operations;
        const again = readContract(documentWith(operations(before)), identity, lock).contract;
        expect(printContract(again)).toBe(printContract(old));
        expect(named(Object.fromEntries(entries), lock).names).toMatchObject(namesOf(old));
      }),
      propertyRuns(300),
    );
  });

  it("ten thousand operations of one name are named", () => {
    const entries = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`GET /v${index}/users`, { id: `id${index}` }]),
    );
    expect(new Set(Object.values(named(entries).names)).size).toBe(10_000);
  });
});

describe("an operation without an id", () => {
  it("is known by method and path", () => {
    expect(namesOf(contractOf("paths: { /a: { get: {} } }").contract)).toEqual({ "GET /a": "a.get" });
  });
});
