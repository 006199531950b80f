/** The file types that documents may have, told by their bytes and not by what the sender calls them. */

interface FileType {
  readonly extension: string;
  /** What the file begins with. */
  readonly begins: Buffer;
  /** What it must hold somewhere: tells an OFD document from any other zip. */
  readonly holds?: Buffer;
}

/** PDF, the two kinds of scan, and OFD (GB/T 33190), in which certificates are issued electronically. */
export const mediaTypes: Readonly<Record<string, FileType>> = {
  "application/pdf": { extension: "pdf", begins: Buffer.from("%PDF-") },
  "image/jpeg": { extension: "jpg", begins: Buffer.from([0xff, 0xd8, 0xff]) },
  "image/png": { extension: "png", begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  "application/ofd": { extension: "ofd", begins: Buffer.from([0x50, 0x4b, 0x03, 0x04]), holds: Buffer.from("OFD.xml") },
};

export const knownMediaTypes = Object.keys(mediaTypes);

/** The bytes are not of the type that was announced. */
export class OtherMediaType extends Error {
  override readonly name = "OtherMediaType";
}

/** Passes bytes on as long as they are of the type. @throws OtherMediaType before the first byte, or at the end. */
export async function* ofMediaType(source: AsyncIterable<Uint8Array>, mediaType: string): AsyncGenerator<Buffer> {
  const type = mediaTypes[mediaType];
  if (!type) throw new OtherMediaType(mediaType);
  const isRight = holding(type.holds);
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of source) {
    let next = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (head) {
      next = head = Buffer.concat([head, next]);
      if (head.length < type.begins.length) continue;
      if (!head.subarray(0, type.begins.length).equals(type.begins)) throw new OtherMediaType(mediaType);
      head = null;
    }
    isRight(next);
    yield next;
  }
  // Nothing at all is another fault, told by whoever counts the bytes.
  const short = head !== null && head.length > 0;
  if (short || (head === null && !isRight(Buffer.alloc(0)))) throw new OtherMediaType(mediaType);
}

/** Whether the needle was in what went by so far, also across two pieces. */
function holding(needle: Buffer | undefined): (piece: Buffer) => boolean {
  let found = needle === undefined;
  let tail = Buffer.alloc(0);
  return (piece) => {
    if (found || !needle) return true;
    const seen = Buffer.concat([tail, piece]);
    found = seen.includes(needle);
    tail = seen.subarray(Math.max(0, seen.length - needle.length + 1));
    return found;
  };
}
