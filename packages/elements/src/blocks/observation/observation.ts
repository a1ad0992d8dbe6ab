/** The script of pages with an observation: who was launched here can show a code to whoever is to watch. */
import { showCodes } from "./show-codes.adapter.ts";

void showCodes(document);
