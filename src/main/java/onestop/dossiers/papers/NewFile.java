package onestop.dossiers.papers;

import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A file to be added to a dossier.
 *
 * @param name as the sender calls it; never trusted
 * @param paper the code of a paper of the procedure; null for any other paper, and not read for a
 *     new version, which is of the paper of the version before
 * @param remark a remark, required for another paper; at most {@value #LONGEST_REMARK} characters
 * @param replaces the number of the version that it replaces; null for a first version
 */
public record NewFile(
    String name,
    byte[] bytes,
    @Nullable String paper,
    @Nullable String remark,
    @Nullable Integer replaces) {
  /** The most characters of a remark. */
  public static final int LONGEST_REMARK = 200;

  /**
   * @throws Failure {@code dossiers/file-remark} for a remark that is too long, {@code forms/…} for
   *     one that cannot be shown
   */
  public NewFile {
    paper = paper == null || paper.isBlank() ? null : paper;
    remark = remark == null || remark.isBlank() ? null : remark.strip();
    if (remark != null && remark.length() > LONGEST_REMARK) {
      throw Failure.badInput(
          "dossiers", "file-remark", "length", remark.length(), "max", LONGEST_REMARK);
    }
    SoundText.require("remark", remark);
    PrintableText.require("remark", remark);
  }

  /** Bytes and texts may be personal data. */
  @Override
  public String toString() {
    return "NewFile[" + bytes.length + " bytes, " + paper + ", replaces " + replaces + "]";
  }
}
