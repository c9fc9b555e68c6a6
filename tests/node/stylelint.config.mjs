/** stylelint's standard rules; each exception with its reason. */
export default {
  extends: "stylelint-config-standard",
  rules: {
    // Names are flat BEM with the prefix tk-; those that begin otherwise are the theme's.
    "selector-class-pattern": "^(tk|md|js|no-js|headerlink)(-[a-z0-9]+)*(__[a-z0-9-]+)?(--[a-z0-9-]+)?$",
    "custom-property-pattern": "^[a-z0-9]+(--?[a-z0-9]+)*$",
    // As the theme does, and for browsers that know no ranges yet.
    "media-feature-range-notation": "prefix",
    // Rules stand by component, and many components have the same elements.
    "no-descending-specificity": null,
    "value-keyword-case": ["lower", { ignoreProperties: ["/font/", "size"] }],
  },
  overrides: [
    {
      // Read by WeasyPrint, which has its own ways with pages and strings, and only the fonts of the package.
      files: ["../../handbook/pdf/paper/*.css"],
      rules: {
        "at-rule-empty-line-before": null,
        "declaration-block-no-redundant-longhand-properties": null,
        "declaration-property-value-no-unknown": [
          true,
          { ignoreProperties: { "/.*/": "/content\\(\\)|target-counter/" } },
        ],
        "font-family-no-missing-generic-family-keyword": null,
        "selector-class-pattern": "^[a-z]+(-[a-z0-9]+)*(__[a-z0-9-]+)?(--[a-z0-9-]+)?$",
      },
    },
  ],
};
