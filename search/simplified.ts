import * as OpenCC from 'opencc-js/t2cn';

interface Converter {
  readonly convert: (text: string) => string;
  /** Marks the characters that a conversion changes: a text without any is as it should be. */
  readonly traditional: Uint8Array;
}
let converter: Converter | undefined;

/** Traditional forms as simplified ones; words before characters (乾隆 stays, 乾燥 is 干燥). */
export function simplified(text: string): string {
  const { convert, traditional } = (converter ??= open());
  for (let at = 0; at < text.length; at += 1) if (traditional[text.charCodeAt(at)] === 1) return convert(text);
  return text;
}

function open(): Converter {
  const convert = OpenCC.Converter({ from: 't', to: 'cn' });
  const traditional = new Uint8Array(0x10000);
  // The two blocks of the unified ideographs in which traditional forms in use stand.
  for (const [first, last] of [
    [0x4e00, 0x9fff],
    [0x3400, 0x4dbf],
  ] as const) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCharCode(code);
      if (convert(character) !== character) traditional[code] = 1;
    }
  }
  return { convert, traditional };
}
