/** The comment by which editors find the JSON Schema of a file in `specs/<name>`, where npm or pnpm installs it. */
export function schemaLine(schema: "source" | "overlay"): string {
  return `# yaml-language-server: $schema=../../node_modules/@specloom/toolchain/schemas/${schema}.json\n`;
}
