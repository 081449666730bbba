// Wakes up the components of GOV.UK Frontend. Pages work without it.
import { initAll } from "../govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
if (document.querySelector("a[data-beside]")) import("./beside.js");
