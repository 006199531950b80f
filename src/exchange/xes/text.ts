/** The text of a log: its bytes decoded by byte order mark or XML declaration, wrong bytes found and named. */
import { FileStop } from "./stop.js";

type Decode = (bytes: Buffer, last: boolean) => string;

/**
 * Yields the decoded text; what stands before a wrong byte is yielded before the error is thrown.
 * @throws FileStop ENCODING_UNKNOWN, ENCODING_BROKEN
 */
export async function* textOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decode: Decode | null = null;
  for await (const piece of pieces) {
    decode ??= decoderFor(piece);
    yield* decoded(decode, piece, false);
  }
  if (decode) yield* decoded(decode, Buffer.alloc(0), true);
}

class WrongByte extends Error {
  constructor(readonly textBefore: string) {
    super("wrong byte");
  }
}

function* decoded(decode: Decode, bytes: Buffer, last: boolean): Generator<string> {
  try {
    yield decode(bytes, last);
  } catch (error) {
    if (!(error instanceof WrongByte)) throw error;
    yield error.textBefore;
    throw new FileStop("ENCODING_BROKEN");
  }
}

function decoderFor(head: Buffer): Decode {
  const name = encodingOf(head);
  if (/^(utf-?8|us-ascii|ascii)$/i.test(name)) return utf8();
  const decoder = knownDecoder(name);
  return (bytes, last) => {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch {
      throw new WrongByte("");
    }
  };
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0x3c && head[1] === 0) return "utf-16le";
  if (head[0] === 0 && head[1] === 0x3c) return "utf-16be";
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head.toString("latin1"));
  return declared?.[1] ?? "utf-8";
}

function knownDecoder(name: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    throw new FileStop("ENCODING_UNKNOWN", { encoding: name.slice(0, 40) });
  }
}

/** UTF-8 with the byte order mark dropped and the first wrong byte found, which TextDecoder does not tell. */
function utf8(): Decode {
  let carried = Buffer.alloc(0);
  let begun = false;
  return (bytes, last) => {
    const all = carried.length > 0 ? Buffer.concat([carried, bytes]) : bytes;
    const whole = last ? all.length : all.length - unfinished(all);
    carried = Buffer.from(all.subarray(whole));
    const text = all.toString("utf8", 0, whole);
    const start = !begun && text.startsWith("\ufeff") ? 1 : 0;
    begun ||= text.length > 0;
    // Only text with a replacement character can hold wrong bytes; encoding it again shows the first of them.
    if (text.includes("\ufffd")) {
      const wrong = firstDifference(all.subarray(0, whole), Buffer.from(text, "utf8"));
      if (wrong !== null) throw new WrongByte(all.toString("utf8", 0, wrong).slice(start));
    }
    return text.slice(start);
  };
}

/** How many bytes at the end begin a character that is not complete yet. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function firstDifference(one: Buffer, other: Buffer): number | null {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at += 1) if (one[at] !== other[at]) return at;
  return one.length === other.length ? null : end;
}
