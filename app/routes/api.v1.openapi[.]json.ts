import type { LoaderFunctionArgs } from '@remix-run/node';
import { openApiDocument } from '#app/domain/open-data.ts';
import { apiAnswer } from '#app/web/open-data.server.ts';

/** The description of the open data for machines. */
export const loader = ({ request, context }: LoaderFunctionArgs) =>
  apiAnswer(request, openApiDocument(new URL(context.platform.baseUrl).origin));
