/** ESLint's recommended rules for the site's scripts. Whether a name is known, tsc says (types.d.ts). */
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      // Text is only ever set as text.
      "no-restricted-properties": ["error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property }))],
    },
  },
  // What a page loads is a script, not a module: strict by its own word.
  { files: ["**/*.js"], languageOptions: { sourceType: "script" }, rules: { strict: ["error", "function"] } },
  { files: ["**/workers/*.js"], rules: { strict: ["error", "global"] } },
];
