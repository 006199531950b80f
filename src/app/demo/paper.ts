/** A page that stands for a paper in tests and demonstrations: a real PDF, small, every one different. */

/** `about` is plain ASCII. */
export function samplePaper(about: readonly string[]): Buffer {
  const lines = about.map((line) => `(${line.replace(/[^ -~]|[()\\]/g, "?")}) Tj T*`).join("\n");
  const page = `BT /F1 16 Tf 24 TL 72 760 Td\n${lines}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ].map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`);
  let written = "%PDF-1.4\n";
  const offsets = objects.map((object) => {
    const offset = written.length;
    written += object;
    return String(offset).padStart(10, "0");
  });
  const table = ["0000000000 65535 f ", ...offsets.map((offset) => `${offset} 00000 n `)].join("\n");
  const end = `xref\n0 ${objects.length + 1}\n${table}\ntrailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>`;
  return Buffer.from(`${written}${end}\nstartxref\n${written.length}\n%%EOF\n`, "latin1");
}
