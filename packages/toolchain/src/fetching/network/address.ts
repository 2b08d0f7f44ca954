import { BlockList, isIPv6 } from "node:net";

/** An IP address that a name stands for. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Ranges that are not the public internet: IANA's special-purpose registries (RFC 6890 and its successors), multicast,
 * and the one public address at which a cloud gives metadata to its machines. The first that holds an address names it.
 */
const SPECIAL: readonly (readonly [name: string, ...subnets: string[]])[] = [
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

const LISTS = SPECIAL.map(([name, ...subnets]) => ({ name, list: blockList(subnets) }));
const GLOBAL_UNICAST = blockList(["2000::/3"]);
const LOOPBACK = blockList(["127.0.0.0/8", "::1/128"]);

/** What kind of non-public address it is; undefined for an address of the public internet. */
export function specialRange({ address: text, family }: Address): string | undefined {
  // A link-local address may come with the name of its interface (RFC 4007, section 11).
  const [address = text] = text.split("%", 1);
  const type = family === 6 ? "ipv6" : "ipv4";
  const special = LISTS.find(({ list }) => list.check(address, type));
  if (special !== undefined) return special.name;
  // What is left of IPv6 outside 2000::/3 is not routed: IPv4-mapped and IPv4-compatible addresses among it.
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
