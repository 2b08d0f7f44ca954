import { expect, it } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { Acme } from "../../golden/aliases/expected/packages/acme/src/index.js";

/** A client that is answered with a page of one project, which is a project too. */
function acme() {
  const { fetch, sent } = cannedFetch(json({ id: "p", results: [{ id: "p" }], total: 1 }));
  const client = new Acme({ baseUrl: "https://api.test", fetch });
  return { client, urls: (): string[] => sent.map(({ url }) => url) };
}

it("a method's earlier names on its own class, on another and on the client give what it gives", async () => {
  const { client, urls } = acme();
  const params = { page: 3 };
  const pagers = [
    client.teams.projects.list("t", params),
    client.teams.projects.all("t", params),
    client.projects.ofTeam("t", params),
    client.listProjects("t", params),
  ];
  for (const pager of pagers) expect((await pager.page()).items).toEqual([{ id: "p" }]);
  expect(urls()).toEqual(pagers.map(() => "https://api.test/teams/t/projects?page=3"));
});

it("so do those of a method that is not paginated", async () => {
  const { client, urls } = acme();
  expect(await client.projects.fetch("p")).toMatchObject({ id: "p" });
  expect(urls()).toEqual(["https://api.test/projects/p"]);
});
