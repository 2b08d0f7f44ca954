import { styleText } from "node:util";

/** Whether output may be coloured; undefined for no colours. */
export interface Colors {
  readonly color?: boolean;
}

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** Styles a text where colours are enabled. */
export function paint({ color }: Colors, style: Style, text: string): string {
  return color === true ? styleText(style, text, { validateStream: false }) : text;
}
