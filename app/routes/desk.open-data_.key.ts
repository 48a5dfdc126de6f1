import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { KeyDeed } from '#app/domain/api-key-input.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { issueKey, listKeys, mayHoldKey } from '#app/services/open-data/api-keys.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';

/** A key is made by a press of the button only. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  await page(() => listKeys(ctx));
  return redirect('/desk/open-data');
}

/** Makes the key and sends it as a file, this once. */
export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    issue: deed(KeyDeed, mayHoldKey, async (ctx, input) => {
      const key = await issueKey(ctx, input);
      return new Response(`${key}\n`, {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': attachmentHeader('成果通开放数据密钥.txt'),
          'cache-control': 'private, no-store',
        },
      });
    }),
  });
