import type { OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';

/** Parts that a printer or a signature needs: no program shows them to anybody. */
const shownToNobody = /\.printerSettings$|\.obfuscatedFont$|digital-signature-(?:origin|certificate)$/;
const pictureEnding = /^(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|wdp|svg)$/;
const types = '[Content_Types].xml';

export interface OfficeParts {
  /** XML, whatever its name and wherever it lies: its words are read. */
  readonly read: readonly string[];
  /** All that is neither read nor shown to nobody: pictures, files in the file, text of other kinds, macros. */
  readonly unread: readonly string[];
  /** Those of them that are pictures. */
  readonly pictures: readonly string[];
}

/**
 * What lies in an Office file. A program goes by the declared type of a part, not by its name: RTF that is called `.xml` is
 * shown as text, so it is no XML here. Where nothing is declared, the ending says.
 */
export async function officeParts(zip: OpenZip): Promise<OfficeParts> {
  const named = new Map<string, string>();
  const usual = new Map<string, string>();
  if (zip.has(types)) {
    await parseXml(await zip.stream(types), {
      open(name, { PartName: part = '', Extension: ending = '', ContentType: type = '' }) {
        if (name === 'Override') named.set(part.toLowerCase(), type);
        if (name === 'Default') usual.set(ending.toLowerCase(), type);
      },
    });
  }
  const read: string[] = [];
  const unread: string[] = [];
  const pictures: string[] = [];
  for (const name of zip.names()) {
    if (name === types || name.endsWith('/')) continue;
    const ending = /[^./]*$/.exec(name.toLowerCase())![0];
    const type = named.get(`/${name.toLowerCase()}`) ?? usual.get(ending);
    if (isXml(type ?? ending)) read.push(name);
    else if (type === undefined || !shownToNobody.test(type)) {
      unread.push(name);
      if (type === undefined ? pictureEnding.test(ending) : type.startsWith('image/')) pictures.push(name);
    }
  }
  return { read, unread, pictures };
}

/** Of a declared type or an ending. A drawing in SVG has words, and lines that no screen reads: it is a picture. */
const isXml = (kind: string): boolean => /^(?:xml|rels|vml)$|[+/]xml$|vmlDrawing$/.test(kind) && !kind.includes('svg');
