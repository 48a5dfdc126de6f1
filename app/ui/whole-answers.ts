/** How the data of a page arrive, by their content type. */
const pageData = 'text/x-script';

/**
 * A fetch that hands the data of a page over when all of them are there. The router aborts what it no longer wants; inside the
 * fetch that is quiet, but Remix reads the answer after it, and what is aborted half-read is logged as an error or rejects with
 * nobody there to hear. No loader of ours streams, so that nothing waits for this.
 */
export function wholeAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (!answer.headers.get('content-type')?.includes(pageData)) return answer;
    const body = await answer.arrayBuffer();
    const { status, statusText, headers } = answer;
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}
