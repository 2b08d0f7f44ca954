/**
 * A random UUID (RFC 9562, version 4). `crypto.randomUUID` exists only on secure pages, and some app engines have no
 * `crypto` at all; `Math.random` is then enough to keep two values apart, but not to keep one secret.
 */
export function randomUuid(): string {
  const { crypto }: { readonly crypto?: Partial<Crypto> } = globalThis;
  if (crypto?.randomUUID !== undefined) return crypto.randomUUID();
  const bytes = crypto?.getRandomValues?.(new Uint8Array(16)) ?? Uint8Array.from({ length: 16 }, randomByte);
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  }).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function randomByte(): number {
  return Math.floor(Math.random() * 256);
}
