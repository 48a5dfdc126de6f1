import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { nameGathering, NameGatheringContext } from './ui/field-names.ts';
import { NonceContext } from './ui/nonce.ts';
import { joinedPieces } from './web/joined-pieces.server.ts';

const abortAfterMs = 8_000;

/** Streams the page; search engines and print get it whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, platform }: AppLoadContext,
): Promise<Response> {
  const readyOn = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let code = status;
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <NameGatheringContext.Provider value={nameGathering()}>
          <RemixServer context={remixContext} url={request.url} abortDelay={abortAfterMs} nonce={nonce} />
        </NameGatheringContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        [readyOn]() {
          isShellSent = true;
          const body = joinedPieces();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          code = 500;
          // Who has turned away wants no more of it: that is no fault.
          if (isShellSent && !request.signal.aborted) platform.log.error({ err: error }, 'render');
        },
      },
    );
    setTimeout(abort, abortAfterMs + 1_000).unref();
  });
}

/** Everything unexpected goes to the log with the request's number; the person sees that number only. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || error instanceof Response) return;
  context.platform.log.error({ err: error, requestId: context.requestId }, 'request failed');
}
