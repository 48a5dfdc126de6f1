/**
 * Content-Disposition of a download: the name as people gave it (RFC 5987, UTF-8) and a plain one for old programs.
 * '回单.pdf' → attachment; filename="__.pdf"; filename*=UTF-8''%E5%9B%9E%E5%8D%95.pdf. `fallback` is a better plain name, where
 * there is one.
 */
export function attachmentHeader(name: string, fallback = name): string {
  const plain = fallback.replace(/[^\w.-]/g, '_');
  const coded = encodeURIComponent(name.replace(/[\uD800-\uDFFF]/gu, '')).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}
