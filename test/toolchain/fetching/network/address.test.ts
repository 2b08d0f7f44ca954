import fc from "fast-check";
import { expect, test } from "vitest";
import { specialRange } from "../../../../packages/toolchain/src/fetching/network/address.js";
import { propertyRuns } from "../../../support/property.js";

const range = (address: string): string | undefined => specialRange({ address, family: address.includes(":") ? 6 : 4 });

const special: [address: string, name: string][] = [
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["::1", "loopback"],
  ["10.0.0.1", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["fd00:ec2::254", "private"],
  ["fec0::1", "private"],
  ["169.254.169.254", "link-local"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local"],
  ["100.64.0.1", "carrier-grade NAT"],
  ["100.100.100.200", "carrier-grade NAT"],
  ["168.63.129.16", "cloud metadata"],
  ["224.0.0.1", "multicast"],
  ["ff02::1", "multicast"],
  ["0.0.0.0", "unspecified"],
  ["::", "unspecified"],
  ["192.0.2.1", "documentation"],
  ["2001:db8::1", "documentation"],
  ["198.18.0.1", "benchmarking"],
  ["2002:a00:1::", "6to4"],
  ["192.0.0.192", "protocol assignment"],
  ["2001::1", "protocol assignment"],
  ["255.255.255.255", "reserved"],
  ["64:ff9b::a00:1", "NAT64"],
  ["64:ff9b:1::a00:1", "NAT64"],
  ["::ffff:10.0.0.1", "private"],
  ["::ffff:127.0.0.1", "loopback"],
  ["::ffff:a9fe:a9fe", "link-local"],
  ["0:0:0:0:0:ffff:a00:1", "private"],
  ["::ffff:8.8.8.8", "reserved"],
  ["::127.0.0.1", "reserved"],
  ["4000::1", "reserved"],
];

test.each(special)("%s is %s", (address, name) => {
  expect(range(address)).toBe(name);
});

test.each(["8.8.8.8", "172.15.255.255", "172.32.0.0", "100.128.0.1", "2606:4700::1111", "2001:4860:4860::8888"])(
  "%s is public",
  (address) => {
    expect(range(address)).toBeUndefined();
  },
);

test("no IPv6 notation of an IPv4 address is public", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(
      fc.tuple(octet, octet, octet, octet),
      fc.constantFrom("::ffff:", "::", "64:ff9b::"),
      (octets, prefix) => {
        expect(range(prefix + octets.join("."))).toBeDefined();
      },
    ),
    propertyRuns(300),
  );
});
