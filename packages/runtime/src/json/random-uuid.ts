/**
 * A random UUID (RFC 9562, version 4). `crypto.randomUUID` exists only on secure pages, and some app engines have no
 * `crypto` at all; `Math.random` is then enough to keep two values apart, but not to keep one secret.
 */
export function randomUuid(): string {
  const { crypto }: { readonly crypto?: Partial<Crypto> } = globalThis;
  const random = () => crypto?.getRandomValues?.(new Uint8Array(1))[0] ?? Math.floor(Math.random() * 256);
  // The digit after the third hyphen has two fixed bits.
  const digit = (place: string) => (place === "?" ? 8 + (random() % 4) : random() % 16).toString(16);
  return crypto?.randomUUID?.() ?? "########-####-4###-?###-############".replace(/[#?]/g, digit);
}
