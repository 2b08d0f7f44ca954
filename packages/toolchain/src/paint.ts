import { randomBytes } from "node:crypto";
import { styleText } from "node:util";

/** Whether output may be coloured; undefined for no colours. */
export interface Colors {
  readonly color?: boolean;
}

export type Style = (typeof styles)[number];

const styles = ["bold", "dim", "red", "yellow", "green", "cyan"] as const;

/**
 * What stands before a mark of a style, so that a terminal can tell our styles from what a document contains. No
 * document can know it, and its characters are those of no text (Unicode, "Noncharacters").
 */
const TOKEN = Array.from(randomBytes(12), (byte) => String.fromCharCode(0xfd_d8 + (byte % 16))).join("");

const END = "0";

/** Styles a text where colours are enabled. The terminal replaces the marks around it by escape sequences. */
export function paint({ color }: Colors, style: Style, text: string): string {
  return color === true ? `${TOKEN}${styles.indexOf(style) + 1}${text}${TOKEN}${END}` : text;
}

/** A text with escape sequences in place of marks. */
export function painted(text: string): string {
  const [first = "", ...parts] = text.split(TOKEN);
  const styled = parts.map((part) => {
    const style = styles[Number(part.charAt(0)) - 1];
    return style === undefined ? part.slice(1) : styleText(style, part.slice(1), { validateStream: false });
  });
  return [first, ...styled].join("");
}
