import { bilingual } from "./bilingual";
import { en } from "./polls-en";
import { pl } from "./polls-pl";

export const pollWords = bilingual(pl, en);
