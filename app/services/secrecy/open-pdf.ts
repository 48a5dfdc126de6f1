import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentLoadingTask, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Children run in the project's root, as one file that lies elsewhere. */
const packageRoot = dirname(createRequire(join(process.cwd(), 'package.json')).resolve('pdfjs-dist/package.json'));

/** Opens a PDF to be read, not shown. For the reading processes only: a hostile file takes what memory and time they have. */
export const openPdf = async (path: string): Promise<PDFDocumentLoadingTask> =>
  getDocument({
    data: new Uint8Array(await readFile(path)),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    // Fonts of older Chinese programs name their characters by tables that stand apart.
    cMapUrl: `${join(packageRoot, 'cmaps')}/`,
    cMapPacked: true,
  });
