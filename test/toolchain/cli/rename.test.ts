import { afterEach, beforeEach, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = createAcmeRepository();
  repository.remove("specs/acme/overlay.yaml");
  await specloom(repository.root, ["generate", "acme"]);
});
afterEach(() => repository.remove());

/** Has the lock keep another name for `widgets.list`. */
function keep(name: string): void {
  const contract = repository.read("generated/acme/contract.json");
  repository.write("generated/acme/contract.json", contract.replace('"name": "widgets.list"', `"name": "${name}"`));
}

async function suggestions() {
  const { out } = await specloom(repository.root, ["rename", "--suggest", "--json"]);
  return JSON.parse(out);
}

test("19. names that are as good as today's have no suggestion", async () => {
  expect(await suggestions()).toEqual([]);
  expect((await specloom(repository.root, ["rename", "--suggest"])).out).toContain("acme: no better names");
});

test("19. a kept name stays, and its suggestion keeps it as an alias", async () => {
  keep("widgets.getWidgets");
  const { out } = await specloom(repository.root, ["rename", "acme", "--suggest"]);
  expect(out).toContain("widgets.getWidgets → widgets.list  (GET /widgets)");
  const [{ action }] = await suggestions();
  repository.write(
    "specs/acme/overlay.yaml",
    `overlay: 1.1.0\ninfo: { title: Names, version: 1.0.0 }\nactions:\n${action}`,
  );
  expect(await suggestions()).toEqual([]);
  const explained = await specloom(repository.root, ["explain", "widgets.list", "--json"]);
  expect(JSON.parse(explained.out)).toMatchObject([{ operation: { id: "widgets_list", name: "widgets.list" } }]);
});

test("19. a better name that another operation has is not suggested", async () => {
  const contract = repository.read("generated/acme/contract.json");
  const [other = ""] = /"name": "widgets\.(?!list")[\w.]+"/u.exec(contract) ?? [];
  repository.write(
    "generated/acme/contract.json",
    contract.replace('"name": "widgets.list"', '"name": "widgets.getWidgets"').replace(other, '"name": "widgets.list"'),
  );
  expect((await suggestions()).map(({ better }: { better: string }) => better)).not.toContain("widgets.list");
});
