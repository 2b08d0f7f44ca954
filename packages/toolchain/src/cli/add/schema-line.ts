/** The comment that tells editors the JSON Schema of a file in `specs/<name>`. */
export function schemaLine(schema: "source" | "overlay"): string {
  return `# yaml-language-server: $schema=../../node_modules/specloom/schemas/${schema}.json\n`;
}
