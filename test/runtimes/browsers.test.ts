import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { KEY } from "../support/sample-client.js";
import type { Served } from "../support/stand-ins/server.js";
import { isChromiumSkipped, linesOf } from "./chromium.js";
import { type Files, startLab } from "./lab.js";
import { callOf } from "./programs.js";
import { END, resultsIn } from "./results.js";
import { verify } from "./verification.js";

const major = inject("versions")["chromium"]?.split(".")[0] ?? "";

const pages = [
  ["chromium", "/page.html", `chromium ${major}`],
  ["chromium worker", "/worker.html", `chromium ${major} worker`],
] as const;

describe.skipIf(isChromiumSkipped)("headless", () => {
  let lab: Served;
  beforeAll(async () => {
    lab = await startLab(KEY, files());
  });
  afterAll(() => lab.close());

  describe.each(pages)("%s", (name, path, where) => {
    const run = async () => resultsIn(await linesOf(inject("runtimePackages"), lab.origin + path, END), "");
    verify({ name, where, isBrowser: true, run });
  });
});

/** What a browser loads. The lab is where the page comes from. */
function files(): Files {
  const script = (text: string) => ({ type: "text/javascript", text });
  const page = (text: string) => ({
    type: "text/html",
    text: `<!doctype html><title>Cases</title><script type="module">${text}</script>`,
  });
  const call = (print: string) => callOf("run-cases", "runCases", ["", KEY], print);
  return {
    "/run-cases.js": script(readFileSync(join(inject("programs"), "run-cases.js"), "utf8")),
    "/page.html": page(call("console.log")),
    "/worker.js": script(call("postMessage")),
    "/worker.html": page(`new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => console.log(data);`),
  };
}
