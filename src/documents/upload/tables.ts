/** Upload tickets: a right to bring in one file, for a short time. */
import { col, Technical } from "../../platform/index.js";

@Technical("upload_ticket", {
  unique: { uq_upload_ticket_secret: ["secretDigest"] },
  index: {
    ix_upload_ticket_sha256: ["sha256"],
    ix_upload_ticket_member: ["memberId", "expiresAt"],
    ix_upload_ticket_expires: ["expiresAt"],
  },
})
export class UploadTicket {
  @col.id({ primary: true }) id!: string;
  /** SHA-256 of the secret in the address; the secret itself is nowhere. */
  @col.code() secretDigest!: string;
  @col.id() memberId!: string;
  @col.id() partyId!: string;
  /** The document kind it was asked for, whose file rules then hold; null where that comes later. */
  @col.code({ nullable: true }) kind!: string | null;
  @col.code() announcedMediaType!: string;
  @col.int() announcedBytes!: number;
  /** SHA-256 that the client announced, in hex. */
  @col.code({ nullable: true }) announcedSha256!: string | null;
  /** Sealed: a file name may hold a person's name. */
  @col.long() sealedFileName!: string;
  @col.instant() createdAt!: string;
  @col.instant() expiresAt!: string;
  /** When the bytes had come and were stored. */
  @col.instant({ nullable: true }) usedAt!: string | null;
  @col.code({ nullable: true }) sha256!: string | null;
  @col.int({ nullable: true }) bytes!: number | null;
  @col.code({ nullable: true }) mediaType!: string | null;
  /** When a document took the file over; then the ticket is spent. */
  @col.instant({ nullable: true }) attachedAt!: string | null;
}
