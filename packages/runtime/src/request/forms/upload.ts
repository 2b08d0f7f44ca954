import type { Binary } from "../binary.js";

/** A part of a multipart body with a file name. Unlike `File`, its content may be a stream. */
export class Upload {
  readonly content: Binary;
  readonly name: string;
  readonly type: string | undefined;

  constructor(content: Binary, name: string, { type }: { readonly type?: string } = {}) {
    this.content = content;
    this.name = name;
    this.type = type;
  }
}
