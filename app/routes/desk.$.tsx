import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** An address of no page of the desk is answered inside its frame, once the person is known. */
export async function loader(args: LoaderFunctionArgs) {
  await actorContextFor(args);
  return page(() => Promise.reject(new AppError('not_found')));
}

/** Never shown. Without it the answer would be the bare response, with no frame around it. */
export default function NoPage() {
  return null;
}
