import { styleText } from "node:util";

/** Whether output may be coloured; it is plain where not said. */
export interface Colors {
  readonly color?: boolean;
}

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** A text in a style, where the terminal shows any. */
export function paint({ color }: Colors, style: Style, text: string): string {
  return color === true ? styleText(style, text, { validateStream: false }) : text;
}
