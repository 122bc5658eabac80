import { Archive, CalendarDays, File, FileSpreadsheet, FileText, Image, Presentation } from "lucide";
import type { Attached } from "../uploads";
import { fileWords, sizeOf } from "../words/files";
import { Icon } from "./icon";

const ICONS = {
  picture: Image,
  document: FileText,
  sheet: FileSpreadsheet,
  presentation: Presentation,
  text: File,
  calendar: CalendarDays,
  archive: Archive,
};

/** The files of a post: pictures to be seen, the others to be taken along. */
export function Attachments({ files }: { files: Attached[] }) {
  const w = fileWords.value;
  if (files.length === 0) return null;
  const pictures = files.filter((file) => file.preview);
  const others = files.filter((file) => !file.preview);
  return (
    <section class="attachments" aria-label={w.list}>
      {pictures.length > 0 && (
        <ul class="pictures">
          {pictures.map((file) => (
            <li key={file.id}>
              <a href={file.address} target="_blank" rel="noopener" title={file.name}>
                <img
                  src={file.preview ?? ""}
                  alt={file.alt || w.show(file.name)}
                  {...small(file)}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul>
          {others.map((file) => (
            <li key={file.id}>
              <a href={file.address} download={file.name}>
                <KindIcon file={file} />
                <span class="file-name">{file.name}</span>
                <small>
                  {kindName(file)}, {sizeOf(file.size)}
                </small>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function KindIcon({ file }: { file: Attached }) {
  return <Icon shape={ICONS[kindOf(file)]} />;
}

function kindName(file: Attached): string {
  return file.mediaType === "application/pdf" ? "PDF" : fileWords.value.kinds[kindOf(file)];
}

function kindOf({ mediaType }: Attached): keyof typeof ICONS {
  if (mediaType.startsWith("image/")) return "picture";
  if (/sheet|csv/.test(mediaType)) return "sheet";
  if (mediaType.includes("presentation")) return "presentation";
  if (mediaType === "text/calendar") return "calendar";
  if (mediaType === "application/zip") return "archive";
  return mediaType.startsWith("text/") ? "text" : "document";
}

/** Room for the picture before it is there, so that nothing jumps. */
function small({ width, height }: Attached) {
  if (!width || !height) return {};
  const by = Math.min(1, 640 / Math.max(width, height));
  return { width: Math.round(width * by), height: Math.round(height * by) };
}
