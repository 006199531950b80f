/** Reads an event log (IEEE 1849 XES, plain or gzip) trace by trace; memory does not grow with the file. */
import { SaxesParser } from "saxes";
import { because } from "../messages.js";
import type { Tag } from "./attributes.js";
import { traceBuilder } from "./builder.js";
import { bytesOf, type LogSource } from "./bytes.js";
import { xesLimits, type LogFault, type LogItem, type XesLimits } from "./model.js";
import { FileStop } from "./stop.js";
import { textOf } from "./text.js";

export interface ReadOptions {
  readonly limits?: Partial<XesLimits>;
  /** Attributes for which the log's global defaults may stand in; none unless named: many logs default to "UNKNOWN" or 1970. */
  readonly defaultsOf?: { readonly trace?: readonly string[]; readonly event?: readonly string[] };
  /** Told the bytes read so far, packed as they are in the file, as often as a piece comes. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Yields every trace in document order, and a fault for each trace that is not as the standard asks; then goes on.
 * A file that cannot be read further (broken XML, cut gzip, wrong bytes, not a log) gives the traces completed before
 * the break, then one last fault with `ends: true`, line and column.
 */
export async function* readXes(source: LogSource, options: ReadOptions = {}): AsyncGenerator<LogItem> {
  const limits = { ...xesLimits, ...options.limits };
  let ready: LogItem[] = [];
  const document = documentReader(limits, options, (item) => ready.push(item));
  const taken = () => {
    const items = ready;
    ready = [];
    return items;
  };
  try {
    for await (const text of textOf(bytesOf(source, options.onBytes))) {
      document.write(text);
      yield* taken();
    }
    document.close();
    yield* taken();
  } catch (error) {
    if (!(error instanceof FileStop)) throw error;
    yield* taken();
    yield { kind: "FAULT", fault: document.ending(error) };
  }
}

/** The XML parser with the builder behind it; throws FileStop from `write` and `close`. */
function documentReader(limits: XesLimits, { defaultsOf }: ReadOptions, emit: (item: LogItem) => void) {
  const builder = traceBuilder(
    { limits, defaultsOf: { trace: defaultsOf?.trace ?? [], event: defaultsOf?.event ?? [] } },
    emit,
  );
  // A prefix nobody bound is somebody's extension, not a reason to give up the file.
  const parser = new SaxesParser({ xmlns: true, resolvePrefix: (prefix: string) => `urn:unbound:${prefix}` });
  let logNamespace: string | null = null;
  let tagLine = 1;
  let lastMarkupAt = 0;
  const alive = () => (lastMarkupAt = parser.position);

  parser.on("error", (error) => {
    throw new FileStop("BROKEN_XML", { detail: error.message.replace(/^(?:\S*:)?\d+:\d+: /, "") });
  });
  parser.on("doctype", () => {
    throw new FileStop("DOCTYPE_REFUSED");
  });
  parser.on("opentagstart", () => (tagLine = parser.line));
  parser.on("opentag", (tag) => {
    alive();
    logNamespace ??= tag.uri;
    const seen: Tag = {
      name: tag.local,
      foreign: tag.uri !== logNamespace,
      line: tagLine,
      position: parser.position,
      attribute: (name) => tag.attributes[name]?.value,
    };
    builder.open(seen);
  });
  parser.on("closetag", () => {
    alive();
    builder.close();
  });
  parser.on("comment", alive);
  parser.on("processinginstruction", alive);
  parser.on("cdata", alive);

  return {
    write(text: string) {
      parser.write(text);
      if (parser.position - lastMarkupAt > limits.markupChars)
        throw new FileStop("MARKUP_TOO_LONG", { limit: limits.markupChars });
    },
    close() {
      parser.close();
      builder.end();
    },
    ending({ code, params }: FileStop): LogFault {
      const place = { line: parser.line, column: parser.column + 1 };
      const unfinished = builder.unfinished();
      const reasons = [because(code, { ...place, ...params })];
      return {
        traceIndex: unfinished?.index ?? null,
        traceName: unfinished?.name ?? null,
        ...place,
        ends: true,
        reasons,
      };
    },
  };
}
