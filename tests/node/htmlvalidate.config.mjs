/** html-validate's recommended rules; each exception with its reason. */
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended"],
  elements: ["html5"],
  rules: {
    // How the theme and the templates lay out their source; a browser does not see it.
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    // The theme names its own parts with two underscores, which HTML allows.
    "valid-id": ["error", { relaxed: true }],
    // The search has no button to send it: results come while typing.
    "wcag/h32": "off",
    // The service chooser's <template>s have headings that the script fills.
    "empty-heading": "off",
  },
});
