import { BlockList, isIPv6 } from "node:net";

/** An IP address of a host name. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Ranges outside the public internet: IANA's special-purpose registries (RFC 6890 and its successors), multicast, and
 * the public address of a cloud's metadata service. The first match names the range.
 */
const SPECIAL_RANGES: readonly (readonly [name: string, ...subnets: string[]])[] = [
  ["loopback", "127.0.0.0/8", "::1/128"],
  ["private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"],
  ["link-local", "169.254.0.0/16", "fe80::/10"],
  ["carrier-grade NAT", "100.64.0.0/10"],
  ["multicast", "224.0.0.0/4", "ff00::/8"],
  ["cloud metadata", "168.63.129.16/32"],
  ["unspecified", "0.0.0.0/8", "::/128"],
  ["documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"],
  ["benchmarking", "198.18.0.0/15", "2001:2::/48"],
  ["6to4", "192.88.99.0/24", "2002::/16"],
  ["protocol assignment", "192.0.0.0/24", "2001::/23"],
  ["reserved", "240.0.0.0/4"],
  ["NAT64", "64:ff9b::/96", "64:ff9b:1::/48"],
];

const RANGE_LISTS = SPECIAL_RANGES.map(([name, ...subnets]) => ({ name, list: blockList(subnets) }));
const GLOBAL_UNICAST = blockList(["2000::/3"]);
const LOOPBACK = blockList(["127.0.0.0/8", "::1/128"]);

/** The name of the special range of an address; undefined for a public address. */
export function specialRange({ address: text, family }: Address): string | undefined {
  // A link-local address may end with a zone, its interface (RFC 4007, section 11).
  const [address = text] = text.split("%", 1);
  const type = family === 6 ? "ipv6" : "ipv4";
  const special = RANGE_LISTS.find(({ list }) => list.check(address, type));
  if (special !== undefined) return special.name;
  // IPv6 outside 2000::/3 is not public; this covers IPv4-mapped and IPv4-compatible addresses.
  return family === 4 || GLOBAL_UNICAST.check(address, "ipv6") ? undefined : "reserved";
}

export function isLoopback({ address, family }: Address): boolean {
  return LOOPBACK.check(address, family === 6 ? "ipv6" : "ipv4");
}

function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = "", prefix] = subnet.split("/");
    list.addSubnet(network, Number(prefix), isIPv6(network) ? "ipv6" : "ipv4");
  }
  return list;
}
