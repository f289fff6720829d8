package onestop.dossiers.papers;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import onestop.dossiers.life.Dossier;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.files.FileHash;
import onestop.files.StoredFiles;
import onestop.files.Upload;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Files that arrive in parts over a bad line: begun with name, size and SHA-256, sent part by part
 * at the offset that is here, and added to the dossier when the whole has that hash. Each belongs
 * to one officer and one dossier, counts in the dossier's limits from its beginning, and goes when
 * nothing has arrived for the time of grace of stored files.
 *
 * <p>Thread-safe: of two parts at the same offset one is taken and the other refused.
 */
@Service
public class FileUploads {
  /** The most bytes of a part; such a body is here before a thread is given to it. */
  public static final int LARGEST_PART = 256 * 1024;

  /** The fewest bytes of a part that is not the last: a file has no more rows than that. */
  public static final int SMALLEST_PART = 16 * 1024;

  private static final int LONGEST_NAME = 400;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final FileUploadStore store;
  private final HandedFiles handed;
  private final HandedFileStore handedStore;
  private final StoredFiles files;
  private final CommandGateway gateway;
  private final Clock clock;

  FileUploads(
      FileUploadStore store,
      HandedFiles handed,
      HandedFileStore handedStore,
      StoredFiles files,
      CommandGateway gateway,
      Clock clock) {
    this.store = store;
    this.handed = handed;
    this.handedStore = handedStore;
    this.files = files;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** How long an upload is kept after its last part. */
  public Duration kept() {
    return files.grace();
  }

  /**
   * Begins an upload, or goes on with the one of the same content.
   *
   * @throws Failure {@code dossiers/upload-name}, {@code dossiers/upload-hash}, {@code
   *     dossiers/file-dossier-closed}, or as {@link StoredFiles#requireSize} and {@link
   *     StoredFiles#requireRoom}; then nothing is begun
   */
  public FileUpload begin(DossierCode code, FileUpload.Announced file, Actor.Officer by) {
    if (file.name().length() > LONGEST_NAME) {
      throw Failure.badInput(
          "dossiers", "upload-name", "length", file.name().length(), "max", LONGEST_NAME);
    }
    SoundText.require("name", file.name());
    if (!HASH.matcher(file.sha256()).matches()) {
      throw Failure.badInput("dossiers", "upload-hash", "value", file.sha256());
    }
    String shown = FileTitle.shown(file.name());
    files.requireSize(shown, file.size());
    Dossier owner = handed.openOwner(code);
    String id =
        FileHash.of(
            String.join(
                    "\n", owner.code().value(), by.id().value(), file.sha256(), "" + file.size())
                .getBytes(StandardCharsets.UTF_8));
    return gateway.run(
        new Target.RecordOf(owner.code()),
        () -> {
          FileUpload known = store.find(id).filter(one -> one.fileNo() == null).orElse(null);
          if (known != null) {
            return known;
          }
          store.delete(id); // it became a file before, which may be added again
          Upload.Owned has = handedStore.owned(owner.code());
          Upload.Owned announced = store.announced(owner.code(), id);
          files.requireRoom(
              shown,
              file.size(),
              new Upload.Owned(has.files() + announced.files(), has.bytes() + announced.bytes()));
          FileUpload begun =
              new FileUpload(
                  id, owner.code(), by, file.name(), file.size(), file.sha256(), 0, now(), null);
          store.insert(begun);
          return begun;
        });
  }

  /** The officer's uploads to a dossier that are not whole, the first begun first. */
  public List<FileUpload> of(DossierCode code, Actor.Officer by) {
    Instant before = now().minus(kept());
    return store.of(handed.owner(code).code(), by.id()).stream()
        .filter(one -> !one.lastAt().isBefore(before))
        .toList();
  }

  /**
   * An upload of that officer to that dossier.
   *
   * @throws Failure {@code dossiers/no-such-upload} for another one, and for none
   */
  public FileUpload get(DossierCode code, String id, Actor.Officer by) {
    return store
        .find(id)
        .filter(one -> one.by().id().equals(by.id()))
        .filter(one -> one.dossier().equals(handed.owner(code).code()))
        .orElseThrow(() -> Failure.notFound("dossiers", "no-such-upload", "id", id));
  }

  /**
   * Adds a part behind what is here.
   *
   * @param at where the part begins
   * @throws Failure {@code dossiers/upload-offset} unless that is where the next part begins,
   *     {@code dossiers/upload-part} for a part that is too large, too small or goes beyond the
   *     end, {@code files/type} for a first part of a type that is not taken, or as {@link #get};
   *     then nothing is added
   */
  public FileUpload append(DossierCode code, String id, Part part, Actor.Officer by) {
    FileUpload upload = get(code, id, by);
    if (part.at() != upload.arrived() || upload.fileNo() != null) {
      throw misplaced(upload, part);
    }
    int length = part.bytes().length;
    long left = upload.size() - upload.arrived();
    if (length > Math.min(LARGEST_PART, left) || length < Math.min(SMALLEST_PART, left)) {
      throw Failure.badInput(
          "dossiers",
          "upload-part",
          "length",
          length,
          "min",
          Math.min(SMALLEST_PART, left),
          "max",
          Math.min(LARGEST_PART, left));
    }
    if (part.at() == 0) {
      files.requireType(FileTitle.shown(upload.name()), part.bytes(), HandedFiles.ACCEPTED);
    }
    try {
      store.append(id, part.at(), part.bytes(), now());
    } catch (DataIntegrityViolationException another) {
      // another part was taken there meanwhile, or the upload was dropped
      throw misplaced(get(code, id, by), part);
    }
    return get(code, id, by);
  }

  /**
   * A part.
   *
   * @param at the number of bytes before it
   */
  public record Part(long at, byte[] bytes) {
    @Override
    public String toString() {
      return "Part[" + at + ", " + bytes.length + " bytes]";
    }
  }

  private static Failure misplaced(FileUpload upload, Part part) {
    return Failure.conflict(
        "dossiers",
        "upload-offset",
        "offset",
        part.at(),
        "arrived",
        upload.fileNo() == null ? upload.arrived() : upload.size());
  }

  /**
   * All bytes of an upload. One whose bytes are not those announced is dropped.
   *
   * @throws Failure {@code dossiers/upload-incomplete}, {@code dossiers/upload-damaged}, or as
   *     {@link #get}
   */
  public byte[] whole(DossierCode code, String id, Actor.Officer by) {
    FileUpload upload = get(code, id, by);
    if (upload.arrived() != upload.size()) {
      throw Failure.conflict(
          "dossiers", "upload-incomplete", "arrived", upload.arrived(), "size", upload.size());
    }
    byte[] bytes = store.whole(id);
    if (!FileHash.of(bytes).equals(upload.sha256())) {
      store.delete(id);
      throw Failure.badInput("dossiers", "upload-damaged", "name", FileTitle.shown(upload.name()));
    }
    return bytes;
  }

  /**
   * Records which file an upload became, so that its finishing can be asked again. If we die
   * before, the file is there and a repetition is refused as {@code dossiers/file-twice}.
   */
  public void became(String id, HandedFile file) {
    gateway.run(new Target.RecordOf(file.dossier()), () -> store.became(id, file.no()));
  }

  /** Drops an upload with its parts; throws as {@link #get}. */
  public void drop(DossierCode code, String id, Actor.Officer by) {
    get(code, id, by);
    store.delete(id);
  }

  /**
   * Drops every upload of which nothing has arrived for the time of grace.
   *
   * @return their number
   */
  public int sweep() {
    return store.deleteOlder(now().minus(kept()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
