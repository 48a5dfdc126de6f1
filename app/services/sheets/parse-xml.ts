import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { ReadFailure } from './read-failure.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** Names come without their prefix: `x:row` is `row`. */
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Called between chunks, with the size of the last one; the parser waits for it. */
  pause?(bytes: number): Promise<void>;
}

/** The few names of a part come by the million. */
const locals = new Map<string, string>();
const mostLocals = 1_000;

function local(name: string): string {
  const known = locals.get(name);
  if (known !== undefined) return known;
  const found = name.slice(name.indexOf(':') + 1);
  if (locals.size < mostLocals) locals.set(name, found);
  return found;
}

/**
 * Parses an XML part as it streams. Office files carry no document type, so one that does is refused: entities cannot
 * be declared, let alone expanded.
 */
export async function parseXml(source: Readable, handler: XmlHandler): Promise<void> {
  // Where a fault stands is told by rows, not by lines of the XML.
  const parser = new SaxesParser({ position: false });
  parser.on('doctype', () => {
    throw new ReadFailure('doctype');
  });
  parser.on('error', () => {
    throw new ReadFailure('broken');
  });
  parser.on('opentag', (tag) => {
    const given = tag.attributes as Record<string, string>;
    const attributes: Record<string, string> = {};
    for (const name of Object.keys(given)) attributes[local(name)] = given[name] ?? '';
    handler.open?.(local(tag.name), attributes);
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', (tag) => handler.close?.(local(tag.name)));
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of whole(source)) {
      parser.write(decoder.decode(chunk, { stream: true }));
      await handler.pause?.(chunk.length);
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    source.destroy();
    throw error;
  }
}

/** What the handler throws goes on as it is; what comes of the source is a broken file. */
async function* whole(source: Readable): AsyncGenerator<Buffer> {
  try {
    yield* source as AsyncIterable<Buffer>;
  } catch {
    throw new ReadFailure('broken');
  }
}
