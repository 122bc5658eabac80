import "../look/notices.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type {
  MyNoticeSettingsQuery,
  SetNetworkNoticesInput,
  SetNoticeSettingsInput,
} from "../contract/graphql";
import { AccountTabs } from "../parts/account-tabs";
import { Choice } from "../parts/choice";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { useTrying } from "../parts/trying";
import { useSnapshot } from "../snapshot";
import { viewer } from "../viewer";
import { named } from "../words";
import { noticeWords } from "../words/notices";
import { LevelChoice } from "./notice-level";

const MyNoticeSettings = graphql(`
  query MyNoticeSettings {
    noticeSettings {
      isOn
      atOnce
      rhythm
      weekday
      hour
      networks { level mails network { id name nameEn hue } }
    }
  }
`);

const SetNoticeSettings = graphql(`
  mutation SetNoticeSettings($input: SetNoticeSettingsInput!) {
    setNoticeSettings(input: $input) { settings { isOn } }
  }
`);

const SetNetworkNotices = graphql(`
  mutation SetNetworkNotices($input: SetNetworkNoticesInput!) {
    setNetworkNotices(input: $input) { settings { isOn } }
  }
`);

type Settings = NonNullable<MyNoticeSettingsQuery["noticeSettings"]>;
type Trying = ReturnType<typeof useTrying>["run"];
type SetMail = (input: Omit<SetNoticeSettingsInput, "idempotencyKey">) => void;

export function NoticeSettingsPage() {
  const { data, refusal, reload } = useSnapshot<Settings>(
    async () => ({ data: (await ask(MyNoticeSettings)).noticeSettings ?? null, network: null }),
    (held) => held,
  );
  const trying = useTrying();
  const w = noticeWords.value;
  const settings = data.value;
  if (!settings) return <Awaited {...{ data, refusal, reload }} />;
  const run: Trying = async (act) => {
    const done = await trying.run(act);
    await reload();
    return done;
  };
  const set: SetMail = (input) =>
    run((idempotencyKey) => ask(SetNoticeSettings, { input: { ...input, idempotencyKey } }));
  return (
    <Reading>
      <Heading title={w.settings} />
      <AccountTabs />
      <Mail settings={settings} set={set} />
      {settings.isOn && <Digest settings={settings} set={set} />}
      <Networks settings={settings} run={run} />
      <Refused text={trying.refusal.value?.message} />
    </Reading>
  );
}

function Mail({ settings, set }: { settings: Settings; set: SetMail }) {
  const w = noticeWords.value;
  return (
    <section class="part">
      <h2>{w.byMail}</h2>
      <p class="quiet">{w.byMailText}</p>
      <Choice<"on" | "off">
        name={w.mail}
        chosen={settings.isOn ? "on" : "off"}
        among={[
          ["on", w.on],
          ["off", w.off],
        ]}
        choose={(chosen) => set({ isOn: chosen === "on" })}
      />
      {settings.isOn && (
        <>
          <h3>{w.atOnce}</h3>
          <Choice<"yes" | "no">
            name={w.atOnce}
            chosen={settings.atOnce ? "yes" : "no"}
            among={[
              ["yes", w.atOnceYes],
              ["no", w.atOnceNo],
            ]}
            choose={(chosen) => set({ atOnce: chosen === "yes" })}
          />
        </>
      )}
    </section>
  );
}

function Digest({ settings, set }: { settings: Settings; set: SetMail }) {
  const w = noticeWords.value;
  return (
    <section class="part">
      <h2>{w.digest}</h2>
      <p class="quiet">{w.digestText}</p>
      <Choice<Settings["rhythm"]>
        name={w.digest}
        chosen={settings.rhythm}
        among={[
          ["DAILY", w.rhythms.DAILY],
          ["WEEKLY", w.rhythms.WEEKLY],
          ["NEVER", w.rhythms.NEVER],
        ]}
        choose={(rhythm) => set({ rhythm })}
      />
      {settings.rhythm !== "NEVER" && (
        <div class="digest-when">
          {settings.rhythm === "WEEKLY" && (
            <label>
              <span>{w.weekday}</span>
              <select
                value={settings.weekday}
                onChange={(event) => set({ weekday: Number(event.currentTarget.value) })}
              >
                {w.weekdays.map((day, number) => (
                  <option key={day} value={number}>
                    {day}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            <span>{w.hour}</span>
            <select
              value={settings.hour}
              onChange={(event) => set({ hour: Number(event.currentTarget.value) })}
            >
              {Array.from({ length: 24 }, (_, hour) => (
                <option key={hour} value={hour}>
                  {hour}.00
                </option>
              ))}
            </select>
          </label>
          <p class="quiet">{w.zone(viewer.value?.timeZone ?? "")}</p>
        </div>
      )}
    </section>
  );
}

function Networks({ settings, run }: { settings: Settings; run: Trying }) {
  const w = noticeWords.value;
  if (settings.networks.length === 0) return null;
  const set = (input: Omit<SetNetworkNoticesInput, "idempotencyKey">) =>
    run((idempotencyKey) => ask(SetNetworkNotices, { input: { ...input, idempotencyKey } }));
  return (
    <section class="part">
      <h2>{w.networks}</h2>
      <p class="quiet">{w.networksText}</p>
      <ul class="levels">
        {settings.networks.map(({ network, level, mails }) => (
          <li key={network.id} style={{ "--hue": network.hue }}>
            <span class="of">
              <i class="dot" />
              {named(network)}
            </span>
            <LevelChoice
              name={w.levelIn(named(network))}
              level={level}
              choose={(chosen) => set({ networkId: network.id, level: chosen })}
            />
            <label class="check">
              <input
                type="checkbox"
                checked={mails}
                aria-label={w.mailsIn(named(network))}
                onChange={(event) => set({ networkId: network.id, mails: event.currentTarget.checked })}
              />
              <span>{w.alsoMail}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
