/**
 * Secrets at rest: AES-256-GCM under a key that the environment holds and the database never sees. Several keys may be known, so that
 * one can take another's place: the first seals, all of them open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { CoursewrightError } from "../errors.ts";

/** `key` has 32 bytes. */
export type EncryptionKey = { id: string; key: Uint8Array };
export type Sealed = { keyId: string; sealed: string };
export type Vault = {
  /** The id of the key that seals now: rows under another are sealed anew when they are next written. */
  readonly keyId: string;
  /** `place` says what the secret is and whose: a sealed secret that is copied to another place cannot be opened there. */
  seal(secret: string, place: string): Sealed;
  /** @throws CoursewrightError `internal` when the key is not known, the place is another, or a byte was changed */
  open(sealed: Sealed, place: string): string;
};

const cipherName = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** @throws CoursewrightError `internal` without a key */
export function createVault(keys: readonly EncryptionKey[]): Vault {
  const [first] = keys;
  if (first === undefined) throw new CoursewrightError("internal", "a vault needs a key");
  const known = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    keyId: first.id,

    seal(secret, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(cipherName, first.key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(`${first.id}\n${place}`));
      const hidden = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return { keyId: first.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64") };
    },

    open({ keyId, sealed }, place) {
      const key = known.get(keyId);
      if (key === undefined) {
        throw new CoursewrightError(
          "internal",
          `TOKEN_ENCRYPTION_KEY has no key "${keyId}", which a token was sealed with`,
        );
      }
      const bytes = Buffer.from(sealed, "base64");
      try {
        const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(`${keyId}\n${place}`));
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const opened = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()];
        return Buffer.concat(opened).toString("utf8");
      } catch (error) {
        throw new CoursewrightError("internal", `a secret sealed with key "${keyId}" cannot be opened`, {
          cause: error,
        });
      }
    },
  };
}
