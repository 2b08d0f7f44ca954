import { oneLine } from "./visible.js";

/** A position: a file, a line and column counted from 1, and a JSON pointer (RFC 6901) into its document. */
export interface Location {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly pointer?: string | undefined;
}

/** `file:line:column (pointer)`, without the unknown parts. */
export function formatLocation({ file, line, column, pointer }: Location): string {
  const position = [oneLine(file), line, column].filter((part) => part !== undefined).join(":");
  return pointer === undefined || pointer === "" ? position : `${position} (${oneLine(pointer)})`;
}
