import fc from "fast-check";

const wish = process.env["TESSERA_SEED"];
if (wish !== "random") fc.configureGlobal({ seed: Number(wish ?? 20_261_122) });
