import process from "node:process";
import { type Invocation, main, type Terminal } from "specloom";

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, whoever started that, and keeps what it prints. */
export async function specloom(
  cwd: string,
  args: readonly string[],
  { color, ...given }: Pick<Terminal, "color"> & Partial<Invocation> = {},
): Promise<Printed> {
  const printed = { out: "", err: "" };
  const code = await main(
    { args, cwd, env: { ...process.env, npm_config_user_agent: undefined }, ...given },
    {
      out: (text) => (printed.out += text),
      err: (text) => (printed.err += text),
      interactive: false,
      ...(color === undefined ? {} : { color }),
    },
  );
  return { code, ...printed };
}
