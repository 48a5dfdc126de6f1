/**
 * Adds a signature to a PDF as signing does: what stands is left as it is, an object, its place and a trailer that points back are
 * put behind it. No certificate is behind it, and it says so.
 */
export function signPdf(pdf: Buffer, signer: string, at: Date): Buffer {
  const tail = pdf.subarray(-2048).toString('latin1');
  const trailer =
    pdf
      .toString('latin1')
      .match(/trailer\s*<<([\s\S]*?)>>/g)
      ?.at(-1) ?? '';
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1];
  const size = Number(/\/Size\s+(\d+)/.exec(trailer)?.[1]);
  const root = /\/Root\s+(\d+\s+\d+\s+R)/.exec(trailer)?.[1];
  if (previous === undefined || root === undefined || !Number.isInteger(size)) throw new Error('not a plain PDF');
  const name = Buffer.from(`\uFEFF${signer}`, 'utf16le').swap16().toString('hex');
  const signedAt = at.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const object = `\n${size} 0 obj\n<< /Type /Sig /Filter /Demo /Name <${name}> /M (D:${signedAt}Z) /Reason (demo, no certificate) >>\nendobj\n`;
  const start = pdf.length + object.length;
  const place = String(pdf.length + 1).padStart(10, '0');
  const end = `xref\n${size} 1\n${place} 00000 n \ntrailer\n<< /Size ${size + 1} /Root ${root} /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(object + end, 'latin1')]);
}
