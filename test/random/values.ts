/** Bytes as a caller gives them. */
export class Bytes {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly form: "Blob" | "File" | "Uint8Array" | "ReadableStream" | "Upload";
  readonly name: string;
  readonly type: string;

  constructor(content: Uint8Array<ArrayBuffer>, form: Bytes["form"], name = "blob", type = "application/octet-stream") {
    this.content = content;
    this.form = form;
    this.name = name;
    this.type = type;
  }
}

/** A value as TypeScript that a caller would write. */
export function source(value: unknown): string {
  if (value instanceof Bytes) return sourceOfBytes(value);
  if (value instanceof Date) return `new Date(${text(value.toISOString())})`;
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(source).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  // A literal `__proto__` would set the prototype.
  const members = Object.entries(value).map(([key, item]) => `[${text(key)}]: ${source(item)}`);
  return `{ ${members.join(", ")} }`;
}

/** A value as its receiver has it: dates as ISO 8601, bytes as base64, absent members left out. */
export function received(value: unknown): unknown {
  if (value instanceof Bytes) return { bytes: Buffer.from(value.content).toString("base64") };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(received);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, received(item)] as const])),
  );
}

function sourceOfBytes({ content, form, name, type }: Bytes): string {
  const bytes = `new Uint8Array([${content.join(", ")}])`;
  if (form === "Uint8Array") return bytes;
  const blob = `new Blob([${bytes}])`;
  if (form === "Blob") return blob;
  if (form === "ReadableStream") return `${blob}.stream()`;
  if (form === "File") return `new File([${bytes}], ${text(name)}, { type: ${text(type)} })`;
  return `new Upload(${bytes}, ${text(name)}, { type: ${text(type)} })`;
}

function text(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
