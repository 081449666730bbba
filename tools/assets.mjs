// Builds what browsers fetch (style sheet, scripts, pictures) into dist/assets. Run by `make setup`; `npm run build` by hand.
import { cpSync, existsSync, mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as sass from "sass";

const DONE = "dist/assets";
const GOVUK = "node_modules/govuk-frontend/dist/govuk";

// Built aside and then put in place, so that a server that runs meanwhile never finds half of it.
mkdirSync("dist", { recursive: true });
const OUT = mkdtempSync("dist/building-");

// Libraries' own warnings about their next versions are not ours to mend.
const styles = sass.compile("waymark/web/assets/waymark.scss", {
  loadPaths: [".", "node_modules", "waymark/web/assets"],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "if-function"],
});
writeFileSync(`${OUT}/waymark.css`, styles.css);

cpSync(`${GOVUK}/govuk-frontend.min.js`, `${OUT}/govuk-frontend.min.js`);
cpSync("waymark/web/assets/scripts", `${OUT}/scripts`, { recursive: true });
cpSync("waymark/web/assets/pictures", `${OUT}/pictures`, { recursive: true });
const old = mkdtempSync("dist/old-");
if (existsSync(DONE)) renameSync(DONE, `${old}/assets`);
renameSync(OUT, DONE);
rmSync(old, { recursive: true, force: true });
console.log(`assets: built into ${DONE}`);
