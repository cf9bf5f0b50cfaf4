// Starts Wagtail's date inputs, choosers and inline panels. Wagtail does so with inline scripts, which our policy refuses.
(() => {
  const starts = {
    date: (mark, config) => window.initDateChooser(mark.dataset.for, config),
    time: (mark, config) => window.initTimeChooser(mark.dataset.for, config),
    datetime: (mark, config) => window.initDateTimeChooser(mark.dataset.for, config),
    chooser: (mark, config) => new window[config.name](...config.arguments),
    InlinePanel: (mark, config) => new window.InlinePanel(config),
    MultipleChooserPanel: (mark, config) => new window.MultipleChooserPanel(config),
  };
  const loaded = {
    date: "initDateChooser",
    time: "initTimeChooser",
    datetime: "initDateTimeChooser",
    InlinePanel: "InlinePanel",
    MultipleChooserPanel: "MultipleChooserPanel",
  };

  const startAll = () => {
    document.querySelectorAll("span[data-start]").forEach((mark) => {
      const { start, config } = mark.dataset;
      // A mark in a fragment may come before the script it needs; it stays for the next look.
      const told = JSON.parse(config);
      if (!((loaded[start] ?? told.name) in window)) return;
      mark.removeAttribute("data-start");
      starts[start](mark, told);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
  window.addEventListener("load", startAll);
})();
