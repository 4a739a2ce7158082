import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createVault } from "../../src/storage/encryption.ts";
import { fc } from "../fixtures/properties.ts";

const key = (id: string) => ({ id, key: randomBytes(32) });

test("what is sealed opens again in its place, and looks different each time", () => {
  const vault = createVault([key("one")]);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (secret, place) => {
      const [first, second] = [vault.seal(secret, place), vault.seal(secret, place)];
      expect(vault.open(first, place)).toBe(Buffer.from(secret).toString());
      expect(first.sealed).not.toBe(second.sealed);
    }),
  );
});

test("a byte that was changed, another place or another key's id does not open", () => {
  const keys = [key("one"), key("two")];
  const vault = createVault(keys);
  const sealed = vault.seal("xoxb-secret", "E1/T1/token");
  expect(() => vault.open(sealed, "E1/T2/token")).toThrow(/cannot be opened/);
  expect(() => vault.open({ ...sealed, keyId: "two" }, "E1/T1/token")).toThrow(/cannot be opened/);
  const bytes = Buffer.from(sealed.sealed, "base64");
  for (const index of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect(() => vault.open({ ...sealed, sealed: changed.toString("base64") }, "E1/T1/token")).toThrow(
      /cannot be opened/,
    );
  }
  expect(() => vault.open({ ...sealed, sealed: "" }, "E1/T1/token")).toThrow(/cannot be opened/);
});

test("a new key seals, the old one still opens, and one that is gone is named", () => {
  const [old, fresh] = [key("old"), key("fresh")];
  const before = createVault([old]).seal("secret", "p");
  const rotated = createVault([fresh, old]);
  expect(rotated.open(before, "p")).toBe("secret");
  expect(rotated.seal("secret", "p").keyId).toBe("fresh");
  expect(() => createVault([fresh]).open(before, "p")).toThrow(/no key "old"/);
});
