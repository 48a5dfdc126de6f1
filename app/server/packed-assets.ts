import { readdirSync } from 'node:fs';
import type { RequestHandler } from 'express';
import express from 'express';

/** Serves the compressed twin of a built asset to whoever reads brotli; others, and assets without a twin, go on to the plain one. */
export function packedAssets(folder: string): RequestHandler {
  const packed = new Set(readdirSync(folder).filter((name) => name.endsWith('.br')));
  const serve = express.static(folder, { immutable: true, maxAge: '1y', fallthrough: false, index: false });
  return (req, res, next) => {
    const name = req.path.slice(1);
    if (!packed.has(`${name}.br`) || req.headers.range !== undefined || !/\bbr\b/.test(encodingsOf(req.headers))) {
      next();
      return;
    }
    res.vary('Accept-Encoding');
    res.setHeader('Content-Encoding', 'br');
    res.type(name.slice(name.lastIndexOf('.')));
    req.url = `/${name}.br`;
    serve(req, res, next);
  };
}

/** What the client reads; one that refuses brotli says `br;q=0`. */
const encodingsOf = (headers: { readonly 'accept-encoding'?: string | string[] | undefined }): string =>
  String(headers['accept-encoding'] ?? '').replace(/\bbr\s*;\s*q=0(?:\.0*)?(?=\s*(?:,|$))/, '');
