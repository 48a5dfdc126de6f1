import { join } from 'node:path';
import type { EvidenceReport } from '#app/domain/evidence-report.ts';
import { projectRoot } from '#db/project-root.ts';

let script: Promise<string> | null = null;

/** The page's script in one piece, translated once a process from the same sources that `evidence:verify` runs. */
function pageScript(): Promise<string> {
  script ??= bundled().catch((error: unknown) => {
    script = null;
    throw error;
  });
  return script;
}

async function bundled(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'app/services/evidence/verify-page.browser.ts')],
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    platform: 'browser',
    format: 'iife',
    target: ['chrome99', 'safari15.4'],
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

const style = `
body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 0}p{margin:.25rem 0}
#verdict{padding:.75rem 1rem;border:2px solid;border-radius:.5rem;font-weight:700}.ok{color:#126b3a}.bad{color:#b3261e}
ul,ol{padding-left:1.5rem}#findings{list-style:none;padding:0}code,.hash,#last{font:13px/1.6 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.hash,.note{color:#5a6573}input[type=text]{width:100%;box-sizing:border-box;font:13px ui-monospace,Consolas,monospace;padding:.4rem}summary{cursor:pointer}`;

/** A page that opens from disk, holds the report and checks it; its own policy forbids it any connection. */
export async function verifyPage(report: EvidenceReport): Promise<string> {
  const json = JSON.stringify(report).replaceAll('<', String.raw`\u003c`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${report.contractNo} 签署证据核验</title><style>${style}</style></head><body>
<h1>签署证据核验</h1><p id="title"></p>
<noscript>要运行本页的脚本才能核验；不想运行的，请按 README.txt 用 sha256sum 核对。</noscript>
<p id="verdict" role="status">正在核对…</p>
<p>最后一条指纹：<span id="last"></span></p>
<p><label for="head">与平台合同「签署证据」页、或者对方那一份的最后一条指纹比对（可不填）：</label><input type="text" id="head" autocomplete="off" spellcheck="false"></p>
<p><label>改为核对另一份证据报告（evidence.json）：<input type="file" id="file" accept=".json,application/json"></label></p>
<p class="note">本页在本机核对，不访问网络。它说明记录写下以后没有改动；签署的人是谁、时间是否准确，由平台的账号、第二重验证和时钟记录，没有第三方的时间戳。</p>
<h2>逐项核对</h2><ul id="findings"></ul>
<h2>签署经过</h2><ol id="entries"></ol>
<h2>合同全文</h2><div id="words"></div>
<script type="application/json" id="report">${json}</script>
<script>${await pageScript()}</script>
</body></html>
`;
}
