import type { RequestHandler } from 'express';

interface Options {
  readonly isDev: boolean;
  readonly isHttps: boolean;
  /** Where a form may lead to pay by card. */
  readonly checkoutOrigins: readonly string[];
}

/** Strict headers on every answer; the nonce of the request opens exactly the scripts that the page itself carries. */
export function securityHeaders({ isDev, isHttps, checkoutOrigins }: Options): RequestHandler {
  return (req, res, next) => {
    const nonce = `'nonce-${(res.locals as { nonce: string }).nonce}'`;
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${nonce}`,
      isDev ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' ${nonce}`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self'${isDev ? ' ws:' : ''}`,
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action ${["'self'", ...checkoutOrigins].join(' ')}`,
    ];
    res.setHeader('Content-Security-Policy', policy.join('; '));
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
    // The helpers' scanner at the door is the one place with a camera.
    const camera = req.path.startsWith('/scan/') ? '(self)' : '()';
    res.setHeader('Permissions-Policy', `camera=${camera}, microphone=(), geolocation=(), payment=()`);
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (isHttps) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  };
}
