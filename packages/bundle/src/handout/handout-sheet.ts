/** What a handout adds to the page's own sheets: paper has no controls, so there are boxes and lines. */
export const HANDOUT_CSS = `
:root{color-scheme:light}
body{max-inline-size:46rem;margin-inline:auto;padding:1.5rem}
.h-who{display:flex;gap:2rem;margin-block:1rem 2rem}
.h-who>span{flex:1;border-block-end:1px solid;padding-block-start:1.2rem}
.h-unit,.h-key{break-before:page}
.h-unit:first-of-type{break-before:auto}
.h-page{margin-block-end:2rem}
.h-question{margin-block:1.25rem;padding:1rem;border:1px solid;border-radius:.4rem;break-inside:avoid}
.h-question>h3{margin:0 0 .5rem;font-size:1em}
.h-line{display:inline-block;min-inline-size:9em;border-block-end:1px solid;block-size:1.2em;vertical-align:text-bottom}
.h-number{display:inline-block;inline-size:1.8em;block-size:1.6em;border:1px solid;vertical-align:middle;margin-inline:.2em .6em}
.h-radio,.h-checkbox{display:inline-block;flex:none;inline-size:1em;block-size:1em;border:1.5px solid;margin-inline-end:.6em;vertical-align:-.1em}
.h-radio{border-radius:50%}
.h-lines{block-size:9.6em;background:repeating-linear-gradient(transparent 0 calc(1.6em - 1px),currentColor calc(1.6em - 1px) 1.6em)}
.h-from ul{columns:2;margin-block-end:0}
.h-several,.h-drawn{font-style:italic}
h1,h2,h3,h4,.h-question>p:first-of-type{break-after:avoid}
.h-answer{break-inside:avoid;margin-block-end:1rem}
.question{border:0;padding:0;margin:0}
.question-button,.question-actions,[hidden]{display:none!important}
.diagram-scroll,.table-scroll,.math-scroll{overflow:visible}
[data-block=diagram]{max-inline-size:100%;block-size:auto}
pre{white-space:pre-wrap}
@media print{body{max-inline-size:none;padding:0}@page{margin:18mm}.h-lines{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
