import { storableText } from '#app/domain/storable-text.ts';

/** Forms carry text; a larger body is refused before it is read. Uploads have their own way in. */
const maxFormBytes = 1_048_576;
const maxEntries = 1000;
const maxSameName = 200;

/** `name`, `name.part`, `name[0].part`: nothing deeper than people's forms, no index that makes a giant list. */
const fieldName = /^[A-Za-z_][\w-]{0,39}(?:\.[\w-]{1,40}|\[\d{0,3}\]){0,6}$/;

/** Reads a plain form of known, bounded length. */
export async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded') && !type.startsWith('multipart/form-data')) {
    throw new Response('表单格式不对。', { status: 415 });
  }
  if (Number.isNaN(length)) throw new Response('缺少内容长度。', { status: 411 });
  if (length > maxFormBytes) throw new Response('提交的内容太长。', { status: 413 });
  return storableForm(await request.formData());
}

/** What no store takes is taken out once, before anything is read from a form. */
export function storableForm(given: FormData): FormData {
  const form = new FormData();
  for (const [name, value] of given) form.append(name, typeof value === 'string' ? storableText(value) : value);
  return form;
}

/**
 * Refuses field names and numbers of fields that no form of ours has. The parser behind builds lists by the index in the
 * name, so that one field called `a[4294967290]` would take all memory.
 */
export function refuseOddFields(form: FormData): void {
  const counts = new Map<string, number>();
  let entries = 0;
  for (const name of form.keys()) {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    entries += 1;
    if (entries > maxEntries || count > maxSameName || !fieldName.test(name)) {
      throw new Response('表单格式不对。', { status: 400 });
    }
  }
}
