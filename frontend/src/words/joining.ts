import { bilingual } from "./bilingual";
import { en } from "./joining-en";
import { pl } from "./joining-pl";

export const joiningWords = bilingual(pl, en);
