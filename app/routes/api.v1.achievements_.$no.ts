import type { LoaderFunctionArgs } from '@remix-run/node';
import { getPublicRecord } from '#app/services/open-data/public-records.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { apiPage, apiReader, chargedAnswer, fieldsAsked, pick } from '#app/web/open-data.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

/** One public record. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return apiPage(async () => {
    const no = recordNo(args.params);
    const fields = fieldsAsked(new URL(args.request.url).searchParams);
    const reader = await apiReader(ctx, args.request);
    return chargedAnswer(ctx, reader, args.request, pick(await getPublicRecord(ctx, no), fields), 1);
  });
}
