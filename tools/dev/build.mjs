import { build, install, requireNode } from "./run.mjs";

requireNode();
install();
build();
