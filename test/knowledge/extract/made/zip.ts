/** Writes small zip archives, also ones that no honest program writes. */
import { constants, crc32, deflateRawSync } from "node:zlib";

export type ZipMember = {
  name: string;
  content: string | Uint8Array;
  /** Already deflated: then `content` is only what its size is said to be from. */
  deflated?: Uint8Array;
  /** What the archive says its unpacked size is. */
  claimedSize?: number;
  isEncrypted?: boolean;
  isStored?: boolean;
};

/** An archive of members, in their order. */
export function makeZip(members: readonly ZipMember[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const { local, entry } = zipMember(member, offset);
    pieces.push(local);
    directory.push(entry);
    offset += local.length;
  }
  return Buffer.concat([
    ...pieces,
    ...directory,
    endOfDirectory(members.length, Buffer.concat(directory).length, offset),
  ]);
}

/** An archive whose directory lists the same stored bytes under many names. */
export function makeOverlappingZip(names: readonly string[], member: ZipMember): Uint8Array {
  const { local } = zipMember(member, 0);
  const directory = names.map((name) => zipMember({ ...member, name }, 0).entry);
  return Buffer.concat([
    local,
    ...directory,
    endOfDirectory(names.length, Buffer.concat(directory).length, local.length),
  ]);
}

/** `megabytes` of one byte, deflated: pieces that stand alone are repeated, so that it takes no time to make. */
export function deflatedRun(byte: number, megabytes: number): Uint8Array {
  const piece = deflateRawSync(Buffer.alloc(1024 * 1024, byte), { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(new Uint8Array());
  return Buffer.concat([...Array.from({ length: megabytes }, () => piece), end]);
}

/** Deflated text with a run of `megabytes` of one byte between its two parts. */
export function deflatedAround(before: string, byte: number, megabytes: number, after: string): Uint8Array {
  const start = deflateRawSync(Buffer.from(before), { finishFlush: constants.Z_FULL_FLUSH });
  const piece = deflateRawSync(Buffer.alloc(1024 * 1024, byte), { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.from(after));
  return Buffer.concat([start, ...Array.from({ length: megabytes }, () => piece), end]);
}

function zipMember(member: ZipMember, offset: number): { local: Uint8Array; entry: Uint8Array } {
  const content = Buffer.from(member.content);
  const packed = member.isStored === true ? content : (member.deflated ?? deflateRawSync(content));
  const name = Buffer.from(member.name);
  const flags = 0x0800 | (member.isEncrypted === true ? 1 : 0);
  const size = member.claimedSize ?? content.length;
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags, 2);
  shared.writeUInt16LE(member.isStored === true ? 0 : 8, 4);
  shared.writeUInt32LE(0x5a21_0000, 6);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(size, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, name, packed]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, rest, name]);
  return { local, entry };
}

function endOfDirectory(count: number, size: number, offset: number): Uint8Array {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
