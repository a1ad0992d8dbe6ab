import type { BlockShown } from "../block-shown.ts";

export const mathStates: readonly BlockShown[] = [
  {
    name: "inline",
    language: "en",
    source:
      "A flow of $\\dot Q = \\dot m c_p \\Delta T$ costs $5 to $10 a day, and $$\\frac{Q_1 + Q_2}{2}$$ is its mean.\n",
  },
  {
    name: "long-inline",
    language: "en",
    source:
      "Over a year $Q = Q_1 + Q_2 + Q_3 + Q_4 + Q_5 + Q_6 + Q_7 + Q_8 + Q_9 + Q_{10} + Q_{11} + Q_{12} = 12 \\bar Q$ is read.\n",
  },
  {
    name: "display",
    language: "en",
    source: "$$\n\\begin{aligned}\nP &= U I \\\\\n  &= R I^2 = \\frac{U^2}{R}\n\\end{aligned}\n$$\n",
  },
  {
    name: "wide",
    language: "en",
    source:
      "$$\\eta_{total} = \\frac{\\sum_{i=1}^{n} P_i \\cdot t_i}{\\int_0^T \\dot m(t) \\, c_p \\, \\bigl(T_{supply}(t) - T_{return}(t)\\bigr) \\, dt} \\cdot \\begin{pmatrix} 1 & 0 & 0 \\\\ 0 & 1 & 0 \\\\ 0 & 0 & 1 \\end{pmatrix}$$\n",
  },
  {
    name: "within",
    language: "en",
    source:
      "| Case | Power |\n| ---- | ----- |\n| $I > 0$ | $\\cancel{P} = \\vec{u} \\cdot \\vec{\\imath}$ |\n\n- $$x_{1,2} = \\begin{cases} 1 & a < 0 \\\\ \\sqrt{a} & \\text{otherwise} \\end{cases}$$\n",
  },
  { name: "rtl", language: "ar", source: "القدرة $P = U I$ والطاقة\n\n$$W = P t$$\n" },
];
