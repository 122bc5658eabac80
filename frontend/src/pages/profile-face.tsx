import { useSignal } from "@preact/signals";
import { Camera, ImageUp, Trash2 } from "lucide";
import { useRef } from "preact/hooks";
import { Refusal } from "../client";
import { learnFace } from "../faces";
import { Face } from "../parts/byline";
import { Refused } from "../parts/form";
import { Icon } from "../parts/icon";
import { useTrying } from "../parts/trying";
import type { Viewer } from "../viewer";
import { language, words } from "../words";
import { profileWords } from "../words/profile";

// What a browser can draw and the server reads; a phone that takes HEIC converts it when only these are asked for.
const KINDS = "image/jpeg,image/png,image/webp";

/** One's portrait: chosen from a file, or taken with the camera there and then. */
export function FaceField({ who }: { who: Viewer }) {
  const w = profileWords.value;
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const said = useSignal("");
  const { run, busy, refusal } = useTrying();

  const send = async (method: "PUT" | "DELETE", picture: File | null) => {
    said.value = picture ? w.faceSending : "";
    const isDone = await run(async () => learnFace(who.person.id, await ownFace(method, picture)));
    said.value = !isDone ? "" : picture ? w.faceSaved : w.faceRemoved;
  };
  const chosen = (event: { currentTarget: HTMLInputElement }) => {
    const picture = event.currentTarget.files?.[0];
    if (picture) send("PUT", picture);
    event.currentTarget.value = "";
  };

  return (
    <section class="part face-field" aria-labelledby="face-title">
      <h2 id="face-title" class="unseen">
        {w.face}
      </h2>
      <Face name={who.person.name} id={who.person.id} class="huge" />
      <div>
        <div class="buttons">
          <button type="button" class="outline" disabled={busy.value} onClick={() => file.current?.click()}>
            <Icon shape={ImageUp} />
            {w.chooseFace}
          </button>
          <button
            type="button"
            class="outline for-touch"
            disabled={busy.value}
            onClick={() => camera.current?.click()}
          >
            <Icon shape={Camera} />
            {w.takeFace}
          </button>
          <button type="button" class="plain" disabled={busy.value} onClick={() => send("DELETE", null)}>
            <Icon shape={Trash2} />
            {w.removeFace}
          </button>
        </div>
        <input ref={file} type="file" accept={KINDS} hidden onChange={chosen} aria-label={w.chooseFace} />
        <input
          ref={camera}
          type="file"
          accept={KINDS}
          capture="user"
          hidden
          onChange={chosen}
          aria-label={w.takeFace}
        />
        <p class="hint">{w.faceHint}</p>
        <p role="status">{said.value}</p>
        <Refused text={refusal.value?.message} />
      </div>
    </section>
  );
}

async function ownFace(method: "PUT" | "DELETE", picture: File | null): Promise<string | null> {
  let answer: { face?: string | null; errors?: { message: string }[] };
  try {
    const response = await fetch("/faces/own", {
      method,
      headers: { "Accept-Language": language.value, "X-Hub-Request": "1" },
      body: picture,
    });
    answer = await response.json();
  } catch {
    throw new Refusal("OFFLINE", words.value.failed.retryLater);
  }
  if (answer.errors?.[0]) throw new Refusal("INVALID", answer.errors[0].message, "face");
  return answer.face ?? null;
}
