package onestop.dossiers.papers;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrives in parts.
 *
 * @param id the same for the same content, officer and dossier, so that whoever begins again goes
 *     on
 * @param dossier the owner of the files
 * @param size all its bytes
 * @param sha256 as announced; the whole is compared with it
 * @param arrived the bytes that are here: the offset of the next part
 * @param lastAt when it was begun, or its last part arrived
 * @param fileNo the number of the file that it became; null while it is not whole
 */
public record FileUpload(
    String id,
    DossierCode dossier,
    Actor.Officer by,
    String name,
    long size,
    String sha256,
    long arrived,
    Instant lastAt,
    @Nullable Integer fileNo) {

  /** What is announced before the first part. */
  public record Announced(String name, long size, String sha256) {}

  /** Whether all its bytes are here, or were. */
  public boolean isWhole() {
    return fileNo != null || arrived == size;
  }

  /** A name may name a person. */
  @Override
  public String toString() {
    return "FileUpload[" + id + ", " + arrived + " of " + size + "]";
  }
}
