/** Which addresses belong to the open internet. */
import ipaddr from "ipaddr.js";

/** Networks that carry an IPv4 address inside of an IPv6 one: where the embedded one leads is what counts. */
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");
const refused = ["64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "5f00::/16", "fec0::/10", "3fff::/20"].map(
  (range) => ipaddr.parseCIDR(range),
);
const refusedFour = ["0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"].map((range) =>
  ipaddr.parseCIDR(range),
);

/**
 * Whether an address may be fetched from: public unicast alone. Private, loopback, link-local, shared (carrier-grade NAT), multicast, reserved and
 * documentation networks are not, nor any of them wrapped into IPv6 (mapped, compatible, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.split("%")[0] ?? "";
  if (plain !== address || !ipaddr.isValid(plain)) return false;
  const parsed = ipaddr.parse(plain);
  if (parsed instanceof ipaddr.IPv4) return isPublicFour(parsed);
  if (!(parsed instanceof ipaddr.IPv6)) return false;
  if (parsed.isIPv4MappedAddress()) return isPublicFour(parsed.toIPv4Address());
  const bytes = parsed.toByteArray();
  if (matches(parsed, nat64) || bytes.slice(0, 12).every((byte) => byte === 0)) {
    return isPublicFour(new ipaddr.IPv4(bytes.slice(12)));
  }
  return parsed.range() === "unicast" && !refused.some((range) => matches(parsed, range));
}

function isPublicFour(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && !refusedFour.some((range) => matches(address, range));
}

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
