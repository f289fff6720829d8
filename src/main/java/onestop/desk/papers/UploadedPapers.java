package onestop.desk.papers;

import java.time.Duration;
import java.util.List;
import onestop.desk.Caller;
import onestop.dossiers.papers.FileUpload;
import onestop.dossiers.papers.FileUploads;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Papers that arrive in parts. Who may add a file may send one so, and sees his own uploads only;
 * the whole is added as any other file is.
 */
@Service
public final class UploadedPapers {
  private final FileUploads uploads;
  private final HandedPapers handed;
  private final HandedFiles files;

  UploadedPapers(FileUploads uploads, HandedPapers handed, HandedFiles files) {
    this.uploads = uploads;
    this.handed = handed;
    this.files = files;
  }

  /** How long an upload is kept after its last part. */
  public Duration kept() {
    return uploads.kept();
  }

  /**
   * Begins an upload, or goes on with the one of the same content, as {@link FileUploads#begin}.
   *
   * @throws Failure {@code web/not-your-dossier} for a reader who does not work on the dossier
   */
  public FileUpload begin(DossierCode code, FileUpload.Announced file, Caller caller) {
    handed.requireWorkOn(caller, code);
    return uploads.begin(code, file, caller.actor());
  }

  /** The caller's uploads to a dossier that are not whole. */
  public List<FileUpload> of(DossierCode code, Caller caller) {
    return uploads.of(code, caller.actor());
  }

  /** One of the caller's uploads, as {@link FileUploads#get}. */
  public FileUpload get(DossierCode code, String id, Caller caller) {
    return uploads.get(code, id, caller.actor());
  }

  /**
   * Adds a part, as {@link FileUploads#append}.
   *
   * @throws Failure {@code web/not-your-dossier} for a reader who does not work on the dossier
   */
  public FileUpload append(DossierCode code, String id, FileUploads.Part part, Caller caller) {
    handed.requireWorkOn(caller, code);
    return uploads.append(code, id, part, caller.actor());
  }

  /** What a file is of, given when it is whole; as in {@link NewFile}. */
  public record Place(
      @Nullable String paper, @Nullable String remark, @Nullable Integer replaces) {}

  /**
   * Adds the whole file, once; asked again it returns the same file. Content that is refused is
   * dropped.
   *
   * @throws Failure as {@link FileUploads#whole} and {@link HandedPapers#add}
   */
  public HandedFile finish(DossierCode code, String id, Place place, Caller caller) {
    handed.requireWorkOn(caller, code);
    FileUpload upload = uploads.get(code, id, caller.actor());
    Integer no = upload.fileNo();
    if (no != null) {
      return files.get(code, no);
    }
    byte[] bytes = uploads.whole(code, id, caller.actor());
    try {
      HandedFile file =
          handed.add(
              code,
              new NewFile(upload.name(), bytes, place.paper(), place.remark(), place.replaces()),
              caller);
      uploads.became(id, file);
      return file;
    } catch (Failure refused) {
      if (refused.module().equals("files") && refused.kind() == Failure.Kind.BAD_INPUT) {
        uploads.drop(code, id, caller.actor());
      }
      throw refused;
    }
  }

  /** Drops one of the caller's uploads, as {@link FileUploads#drop}. */
  public void drop(DossierCode code, String id, Caller caller) {
    uploads.drop(code, id, caller.actor());
  }
}
