/** True for a form that brings a file: it is streamed, never read whole. */
export const isUpload = (request: Request): boolean =>
  request.headers.get('content-type')?.startsWith('multipart/form-data') === true;
