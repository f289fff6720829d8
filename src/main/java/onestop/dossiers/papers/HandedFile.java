package onestop.dossiers.papers;

import java.time.Instant;
import onestop.files.StoredFile;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A paper of a dossier as handed in on file. It never changes and is never erased: a later version
 * replaces it, or it is removed with a reason, and it stays readable.
 *
 * @param no from 1 within its dossier
 * @param paper the code of the paper in the catalogue entry of the procedure; null for any other
 * @param remark what kind of other paper it is, or what the officer notes; null if nothing
 * @param title the name without extension, as {@link FileTitle} gives it
 * @param replaces the number of the version before; null for a first version
 * @param removal null while it is not removed
 */
public record HandedFile(
    DossierCode dossier,
    int no,
    @Nullable String paper,
    @Nullable String remark,
    String title,
    StoredFile file,
    @Nullable Integer replaces,
    Actor.Officer by,
    Instant at,
    @Nullable Removal removal) {

  /** The removal of a file: it is no longer among the papers of the dossier. */
  public record Removal(String reason, Actor.Officer by, Instant at) {}

  /** The name under which it is saved, with the extension of its content's type. */
  public String fileName() {
    return title + "." + file.type().extension();
  }
}
