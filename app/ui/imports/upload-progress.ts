/** How far an upload is. */
export interface UploadProgress {
  readonly sentBytes: number;
  readonly allBytes: number;
  readonly seconds: number;
}

const mb = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

/** '已上传 12.0 / 40.0 MB，每秒 4.0 MB，大约还要 7 秒'; at the end what happens next. */
export function uploadWords({ sentBytes, allBytes, seconds }: UploadProgress): string {
  if (sentBytes >= allBytes) return '已传完，正在核对文件…';
  const rate = seconds > 0 ? sentBytes / seconds : 0;
  const speed = rate > 0 ? `，每秒 ${mb(rate)} MB，大约还要 ${Math.ceil((allBytes - sentBytes) / rate)} 秒` : '';
  return `已上传 ${mb(sentBytes)} / ${mb(allBytes)} MB${speed}`;
}

/** Where the answer led, or, where the form was refused, what its page says is wrong. */
export type UploadAnswer = { readonly page: string } | { readonly page: null; readonly says: readonly string[] };

/**
 * Sends a form with its files and tells how far it is, which no other way of a browser does. A refusal is read from the page that
 * came with it, so that a large file is sent once.
 *
 * @throws Error when the line broke
 */
export function sendWithProgress(
  action: string,
  form: FormData,
  tell: (progress: UploadProgress) => void,
): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const since = performance.now();
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      tell({ sentBytes: loaded, allBytes: total, seconds: (performance.now() - since) / 1000 }),
    );
    request.addEventListener('load', () => {
      const { pathname, search } = new URL(request.responseURL, location.href);
      const isLed = request.status < 300 && pathname !== new URL(action, location.href).pathname;
      resolve(isLed ? { page: pathname + search } : { page: null, says: refusalIn(request.responseText) });
    });
    for (const event of ['error', 'abort'] as const)
      request.addEventListener(event, () => reject(new Error(`the upload ended by ${event}`)));
    request.open('POST', action);
    request.send(form);
  });
}

/** The words of the error summary of a page, else of its heading; they become text, never markup. */
function refusalIn(html: string): string[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const textOf = (found: Iterable<Element>) =>
    [...found].map((each) => (each.textContent ?? '').trim()).filter((text) => text !== '');
  const said = textOf(page.querySelectorAll('main [role=alert] li, main [role=alert] h2 + p'));
  if (said.length > 0) return said;
  const shown = textOf(page.querySelectorAll('main h1'));
  return shown.length > 0 ? shown : ['服务器没有收下这个文件，请稍后再试。'];
}
