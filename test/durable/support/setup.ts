import process from "node:process";
import { hasRedis, redisVersion } from "./redis-server.js";

/** Says which Redis the tests run on, or why they are skipped. */
export function setup(): void {
  const missing = "redis-server is missing, so its tests are skipped. Get it: apt-get install -y redis-server";
  process.stdout.write(`${hasRedis ? `Redis ${redisVersion()}` : missing}\n`);
}
