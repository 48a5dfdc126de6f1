import type { LoaderFunctionArgs } from '@remix-run/node';
import { listPublicRecords } from '#app/services/open-data/public-records.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { apiPage, apiReader, chargedAnswer, fieldsAsked, onlyKnown, pick } from '#app/web/open-data.server.ts';

/** Public records for other platforms: keyset pages (`?after=`), chosen fields (`?fields=no,name`). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return apiPage(async () => {
    const reader = await apiReader(ctx, args.request);
    const params = new URL(args.request.url).searchParams;
    onlyKnown(params, ['after', 'fields']);
    const fields = fieldsAsked(params);
    const { records, next } = await listPublicRecords(ctx, params.get('after')?.slice(0, 100) ?? null);
    const body = { items: records.map((record) => pick(record, fields)), next };
    return chargedAnswer(ctx, reader, args.request, body, records.length);
  });
}
