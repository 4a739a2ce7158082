/** Zip archives, distrusted: members and unpacked bytes are counted as they come, since declared sizes lie. */
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { CoursewrightError } from "../../errors.ts";
import { damaged, tooLarge, unreadable } from "./failures.ts";
import type { ExtractionLimits } from "./limits.ts";
import type { Sink } from "./sink.ts";
import { readTree, type XmlElement } from "./xml.ts";

export type Archive = {
  /** The names of all members, in their order. */
  names: readonly string[];
  has(name: string): boolean;
  /** A member's bytes as they are unpacked. Throws damage, a limit, or `document_password`. A missing member is damage. */
  stream(name: string): AsyncGenerator<Uint8Array>;
  /** A member's bytes in one piece. */
  bytes(name: string): Promise<Uint8Array>;
  /** A small XML part as a tree; null where the member is missing. */
  tree(name: string): Promise<XmlElement | null>;
};

/** Opens a zip that lies in memory. Throws damage, a limit of members, or `document_password`. */
export async function openArchive(bytes: Uint8Array, limits: ExtractionLimits): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(buffer, { lazyEntries: true });
    if (zip.entryCount > limits.zipMembers) throw tooLarge("parts", limits.zipMembers);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      // The first of two members of one name, as office programs take it. A leading slash is some producers' mistake.
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      if (entries.size > limits.zipMembers) throw tooLarge("parts", limits.zipMembers);
    }
  } catch (error) {
    throw error instanceof CoursewrightError ? error : damaged("the zip cannot be read", error);
  }

  async function* stream(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name);
    if (entry === undefined) throw damaged("a part is missing in the zip");
    if (entry.isEncrypted()) throw unreadable("document_password", "a member of the zip is encrypted");
    let part = 0;
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        const piece: unknown = chunk;
        if (!(piece instanceof Uint8Array)) continue;
        part += piece.length;
        unpacked += piece.length;
        if (part > limits.zipPartBytes) throw tooLarge("unpacked-size", limits.zipPartBytes);
        if (unpacked > limits.zipTotalBytes) throw tooLarge("unpacked-size", limits.zipTotalBytes);
        yield piece;
      }
    } catch (error) {
      throw error instanceof CoursewrightError ? error : damaged("a part of the zip cannot be unpacked", error);
    }
  }

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    async bytes(name) {
      const pieces: Uint8Array[] = [];
      for await (const piece of stream(name)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    tree: async (name) => (entries.has(name) ? readTree(stream(name), { depth: limits.depth }) : null),
  };
}

/** For the end of a reader: a file that has pictures and no text is a scan or a set of pictures, which is not the same as an empty one. */
export function refusePictures(archive: Archive, sink: Sink): void {
  if (
    sink.summary().blocks > 0 ||
    !archive.names.some((name) =>
      /^(?!docProps\/|Thumbnails\/).*\.(?:png|jpe?g|gif|tiff?|webp|bmp|emf|wmf|svg)$/i.test(name),
    )
  )
    return;
  throw unreadable("document_no_text", "the file has pictures and no text");
}
