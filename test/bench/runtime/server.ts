// Run as a process of its own, so that its work is not counted as a client's. Prints its URL when it is ready.
import { createServer } from "node:http";
import { ANSWER, ANSWER_HEADERS } from "./answer.js";

const server = createServer((_, response) => response.writeHead(200, ANSWER_HEADERS).end(ANSWER));
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
