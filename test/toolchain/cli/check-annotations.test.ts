import { afterEach, beforeEach, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = createAcmeRepository();
  await specloom(repository.root, ["generate"], { env: {} });
});
afterEach(() => repository.remove());

function check(env: Readonly<Record<string, string>>, ...options: string[]): Promise<Printed> {
  return specloom(repository.root, ["generate", "--check", ...options], { env, program: "pnpm" });
}

const actions = { GITHUB_ACTIONS: "true" };

test("in GitHub Actions a check shows each file beside its first line that differs", async () => {
  const client = repository.read("packages/acme/src/client.ts").split("\n");
  repository.write("packages/acme/src/client.ts", [...client.slice(0, 4), "edited", ...client.slice(5)].join("\n"));
  repository.write("packages/acme/src/extra.ts", "export {};\n");
  repository.remove("packages/acme/src/index.ts");
  const { code, out } = await check(actions);
  expect(code).toBe(1);
  const shown = out.split("\n").filter((line) => line.startsWith("::"));
  expect(shown).toEqual([
    expect.stringMatching(
      /^::error file=packages\/acme\/src\/client\.ts,line=5,title=Generated file changed::3 files out of date\./u,
    ),
    expect.stringMatching(/^::error file=packages\/acme\/src\/extra\.ts,line=1,title=Generated file extra::/u),
    expect.stringMatching(/^::error file=packages\/acme\/src\/index\.ts,line=1,title=Generated file missing::/u),
  ]);
  expect(shown[0]).toContain("Run `pnpm generate acme` and commit the result.");
});

test("elsewhere, as JSON, and where nothing differs it shows none", async () => {
  expect((await check(actions)).out).not.toContain("::");
  repository.write("packages/acme/src/index.ts", "edited\n");
  expect((await check({})).out).not.toMatch(/^::/mu);
  expect(JSON.parse((await check(actions, "--json")).out)).toMatchObject({ changes: [{ kind: "changed" }] });
});

test("of more than ten, the tenth says how many there are besides", async () => {
  for (let index = 0; index < 14; index += 1) repository.write(`packages/acme/src/extra-${index}.ts`, "export {};\n");
  const shown = (await check(actions)).out.split("\n").filter((line) => line.startsWith("::"));
  expect(shown).toHaveLength(10);
  expect(shown.at(-1)).toBe("::error title=More::and 5 more");
});
