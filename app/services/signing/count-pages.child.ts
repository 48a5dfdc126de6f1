import { openPdf } from '../secrecy/open-pdf.ts';

// Writes a line as JSON for each PDF: how many different pages of it open, or `null` where it cannot be opened or has more than the
// first argument says. What the file says of their number only ends the walk. `true` at the end says that each file was looked at. Runs
// alone: what a hostile file does here ends with the process.
const [most = '0', ...paths] = process.argv.slice(2);
const mostPages = Number(most);

async function pagesOf(path: string): Promise<number | null> {
  const task = await openPdf(path);
  try {
    const document = await task.promise.catch(() => null);
    if (document === null || document.numPages > mostPages) return null;
    const opened = new Set<string>();
    for (let n = 1; n <= document.numPages; n += 1) {
      const page = await document.getPage(n).catch(() => null);
      // One page that is named nine times is one page.
      if (page !== null) opened.add(page.ref ? `${page.ref.num} ${page.ref.gen}` : `at ${n}`);
      page?.cleanup();
    }
    return opened.size || null;
  } finally {
    await task.destroy();
  }
}

for (const path of paths) {
  const pages = await pagesOf(path);
  process.stdout.write(`${JSON.stringify(JSON.stringify(pages))}\n`);
}
process.stdout.write('true\n');
